#!/usr/bin/env python3
"""Reads routes.txt and writes each peer's src/gen.rs, in that peer's idiom."""
import os, re

HERE = os.path.dirname(os.path.abspath(__file__))


def load():
    out = []
    for line in open(os.path.join(HERE, "routes.txt")):
        line = line.split("#")[0].split()
        if not line:
            continue
        real = line[2][1:] if len(line) > 2 else None
        out.append((line[0], line[1], real))
    return out


def segs(path):
    return [s for s in path.split("/") if s]


def params(path):
    return re.findall(r"\{(\w+)\}", path)


def fname(method, path):
    s = "_".join(s.strip("{}") if not s.startswith("{") else "by_" + s.strip("{}") for s in segs(path)) or "root"
    return method.lower() + "_" + re.sub(r"[^a-z0-9_]", "_", s.lower())


def colon(path):
    return re.sub(r"\{(\w+)\}", r":\1", path)


def by_path(routes):
    d = {}
    for m, p, r in routes:
        d.setdefault(p, []).append((m, r))
    return d


def static_first(paths):
    # For first-match routers: literal segments before variable ones.
    return sorted(paths, key=lambda p: [(1, s) if s.startswith("{") else (0, s) for s in segs(p)])


def write(peer, text):
    p = os.path.join(HERE, peer, "src", "gen.rs")
    text = "// Written by gen.py from routes.txt; not edited by hand.\n" + text
    if not os.path.exists(p) or open(p).read() != text:
        open(p, "w").write(text)


def first(ps):
    return f"Some({ps[0]})" if ps else "None"


def axum(routes):
    o = ["use super::*;\n"]
    for m, p, r in routes:
        if r:
            continue
        ps, f = params(p), fname(m, p)
        arg = ""
        if len(ps) == 1:
            arg = f"Path({ps[0]}): Path<String>"
        elif ps:
            arg = f"Path(({', '.join([ps[0]] + ['_' + x for x in ps[1:]])})): Path<({', '.join(['String'] * len(ps))})>"
        par = ""
        if ps:
            par = "params(" + ", ".join(f'("{x}" = String, Path)' for x in ps) + "), "
        o.append(f'#[utoipa::path({m.lower()}, path = "{p}", {par}responses((status = 200, body = Stub)))]\n'
                 f'pub async fn {f}({arg}) -> Json<Stub> {{ Json(stub("{f}", {first(ps)})) }}\n')
    o.append("pub fn routes() -> OpenApiRouter<AppState> {\n    OpenApiRouter::new()\n")
    for p, ms in by_path(routes).items():
        if p.startswith("/pipe"):
            continue
        o.append("        .routes(routes!(" + ", ".join(("super::" + r) if r else fname(m, p) for m, r in ms) + "))\n")
    o.append("}\n")
    write("axum-peer", "".join(o))


def actix_like(routes, peer):
    o = ["use super::*;\n"]
    for m, p, r in routes:
        if r:
            continue
        ps, f = params(p), fname(m, p)
        if peer == "ntex-peer":
            ty = "web::types::Path"
            js = "web::HttpResponse::Ok().json(&stub"
        else:
            ty = "web::Path"
            js = None
        arg, pre = "", ""
        if len(ps) == 1:
            arg, pre = f"path: {ty}<String>", f"let {ps[0]} = path.into_inner(); "
        elif ps:
            arg = f"path: {ty}<({', '.join(['String'] * len(ps))})>"
            pre = f"let ({', '.join([ps[0]] + ['_' + x for x in ps[1:]])}) = path.into_inner(); "
        if js:
            o.append(f'async fn {f}({arg}) -> web::HttpResponse {{ {pre}{js}("{f}", {first(ps)})) }}\n')
        else:
            o.append(f'async fn {f}({arg}) -> web::Json<Stub> {{ {pre}web::Json(stub("{f}", {first(ps)})) }}\n')
    # one scope per collection under /v2.1, literal before variable inside it
    groups, loose = {}, []
    bp = by_path([x for x in routes if not x[1].startswith("/pipe")])
    for p in bp:
        s = segs(p)
        if len(s) >= 2:
            groups.setdefault(s[1], []).append(p)
        else:
            loose.append(p)

    def res(p, rel):
        rs = "".join(f".route(web::{m.lower()}().to({('super::' + r) if r else fname(m, p)}))" for m, r in bp[p])
        return f'web::resource("{rel}"){rs}'

    # WebServiceFactory tuples and scopes nest; the collection scope is what such an app is written as
    o.append("pub fn configure(cfg: &mut web::ServiceConfig) {\n" if peer == "actix-peer" else "pub fn configure(cfg: &mut web::ServiceConfig) {\n")
    for p in loose:
        o.append(f"    cfg.service({res(p, p)});\n")
    o.append('    cfg.service(web::scope("/v2.1")\n')
    for g, ps in groups.items():
        pre = "/v2.1/" + g
        inner = "".join(f".service({res(p, p[len(pre):])})" for p in static_first(ps))
        o.append(f'        .service(web::scope("/{g}"){inner})\n')
    o.append("    );\n}\n")
    write(peer, "".join(o))


def poem(routes):
    o = ["use super::*;\n", "#[OpenApi]\nimpl Api {\n"]
    for m, p, r in routes:
        if p.startswith("/pipe"):
            continue
        ps, f = params(p), fname(m, p)
        arg = "".join(f", {x}: Path<String>" for x in ps)
        o.append(f'    #[oai(path = "{colon(p)}", method = "{m.lower()}")]\n')
        if r:
            extra, call = "", ", ".join(x + ".0" for x in ps)
            if r == "create_server":
                extra, call = ", body: Json<CreateServer>", "body"
                o.append(f"    async fn {f}(&self{arg}{extra}) -> CreateResponse {{ self.{r}({call}) }}\n")
            else:
                ret = {"az": "AvailabilityZone", "list_servers": "ServerList", "event_show": "Event"}[r]
                o.append(f"    async fn {f}(&self{arg}) -> Json<{ret}> {{ Json(self.{r}({call})) }}\n")
        else:
            us = "".join(f" let _ = {x};" for x in ps[1:])
            o.append(f'    async fn {f}(&self{arg}) -> Json<Stub> {{{us} Json(stub("{f}", {f"Some({ps[0]}.0)" if ps else "None"})) }}\n')
    o.append("}\n")
    write("poem-peer", "".join(o))


def dropshot(routes):
    # Dropshot's router has no literal next to a variable at one place: it panics when such an API
    # is registered. The literal siblings are left out here; main.rs prints how many.
    bp = by_path(routes)
    var_parents = {}
    for p in bp:
        s = segs(p)
        for i, x in enumerate(s):
            if x.startswith("{"):
                var_parents.setdefault("/".join(s[:i]), set()).add(x)
    skipped, o, reg = [], ["use super::*;\n"], []
    structs = {}
    for m, p, r in routes:
        s = segs(p)
        if any(not x.startswith("{") and var_parents.get("/".join(s[:i])) for i, x in enumerate(s)):
            skipped.append((m, p))
            continue
        ps, f = params(p), fname(m, p)
        if r:
            reg.append("super::" + r)
            continue
        reg.append(f)
        arg, idx = "", "None"
        if ps:
            st = "P" + "".join(x.title().replace("_", "") for x in ps)
            structs[st] = ps
            arg, idx = f", path: Path<{st}>", f"Some(path.into_inner().{ps[0]})"
        o.append(f'#[endpoint {{ method = {m}, path = "{p}" }}]\n'
                 f'async fn {f}(_rqctx: RequestContext<AppState>{arg}) -> Result<HttpResponseOk<Stub>, HttpError> {{ Ok(HttpResponseOk(stub("{f}", {idx}))) }}\n')
    for st, ps in structs.items():
        o.append(f"#[derive(Deserialize, JsonSchema)]\nstruct {st} {{ " + ", ".join(f"#[allow(dead_code)] {x}: String" for x in ps) + " }\n")
    o.append(f"pub const SKIPPED: usize = {len(skipped)};\n")
    o.append("pub fn register(api: &mut ApiDescription<AppState>) {\n" + "".join(f"    api.register({x}).unwrap();\n" for x in reg) + "}\n")
    write("dropshot-peer", "".join(o))



# The methods that have an attribute of their own, on a collection and on its member.
COLLECTION = {"GET": "index", "POST": "create"}
MEMBER = {"GET": "show", "PUT": "update", "DELETE": "delete(status = 200)"}


def camel(text):
    return "".join(x.title() for x in re.split(r"[^a-zA-Z0-9]+", text))


def terrace(routes):
    # A literal with a variable behind it is a resource, and so is the first segment; what else there is are paths of the resource before.
    below = [(m, segs(p)[1:], p, r) for m, p, r in routes if segs(p)[:1] == ["v2.1"]]
    keys = {tuple(s[:i]): x.strip("{}") for _, s, _, _ in below for i, x in enumerate(s) if x.startswith("{")}
    found = {}
    for m, s, p, r in below:
        own, on_member, i = (), False, 0
        while i < len(s) and (i == 0 or on_member and tuple(s[: i + 1]) in keys):
            own = tuple(s[: i + 1])
            on_member = len(s) > i + 1 and s[i + 1].startswith("{")
            i += 1 + on_member
        found.setdefault(own, []).append((m, p, r, on_member, s[i:]))

    o, names = ["use super::*;\n\n"], {}
    for own, handlers in found.items():
        literals = [x for x in own if not x.startswith("{")]
        name = names[own] = "".join(map(camel, literals)) or "Described"
        said = [f"parent = {names[own[:-2]]}"] if own[:-2] else []
        said.append(f'path = "/{own[-1] if own else ""}"')
        said += [f"key = {keys[own]}: String"] if own in keys else []
        has_data = any(r == "list_servers" for _, _, r, _, _ in handlers)
        o.append(f"/// {' '.join(literals) or 'The API'}.\n#[controller({', '.join(said)})]\n"
                 f"pub struct {name}{' { data: Data }' if has_data else ';'}\n\n#[routes]\nimpl {name} {{\n")
        for m, p, r, on_member, rest in handlers:
            f, ps = fname(m, p), params(p)
            known = (MEMBER if on_member else COLLECTION).get(m)
            path = "/" + "/".join(rest)
            how = known if known and not rest and own in keys | {own: 0} else f'{m.lower()}({"member, " if on_member else ""}"{path}"{", status = 200" if m == "DELETE" else ""})'
            args, body = "".join(f", {x}: Path<String>" for x in ps), ""
            ty = {"az": "AvailabilityZone", "list_servers": "ServerList", "create_server": "CreateServer", "event_show": "Event", None: "Stub"}[r]
            if r == "create_server":
                how, args, body = "create(status = 202)", args + ", body: Json<CreateServer>", "counted(body)"
            elif r == "list_servers":
                body = "Json(self.data.list.clone())"
            elif r == "event_show":
                body = f"Json(event({', '.join(x + '.0' for x in ps)}))"
            elif r == "az":
                body = "Json(zone())"
            else:
                unused = "".join(f"let _ = {x}; " for x in ps[1:])
                body = f'{unused}Json(stub("{f}", {f"Some({ps[0]}.0)" if ps else "None"}))'
            answer = f"Result<Json<{ty}>, BadRequest>" if r == "create_server" else f"Json<{ty}>"
            o.append(f"    #[{how}]\n    async fn {f}(&self{args}) -> {answer} {{ {body} }}\n")
        o.append("}\n\n")
    o.append(f'api! {{\n    /// The table.\n    pub struct Compute at "/v2.1";\n    errors: openstack;\n    controllers: [{", ".join(names.values())}];\n}}\n')
    write("terrace-peer", "".join(o))


def salvo(routes):
    o = ["use super::*;\n"]
    tree = {}
    for m, p, r in routes:
        if p.startswith("/pipe"):
            continue
        ps, f = params(p), fname(m, p)
        if not r:
            arg = ", ".join(f"{x}: PathParam<String>" for x in ps)
            us = "".join(f" let _ = {x};" for x in ps[1:])
            o.append(f'#[endpoint]\nasync fn {f}({arg}) -> Json<Stub> {{{us} Json(stub("{f}", {f"Some({ps[0]}.into_inner())" if ps else "None"})) }}\n')
        n = tree
        for s in segs(p):
            n = n.setdefault(s, {})
        n.setdefault(None, []).append((m, ("super::" + r) if r else f))

    def node(name, n, ind):
        s = " " * ind + (f'Router::with_path("{name}")' if name else "Router::new()")
        for m, f in n.get(None, []):
            s += f".{m.lower()}({f})"
        kids = sorted((k for k in n if k is not None), key=lambda k: k.startswith("{"))
        for k in kids:
            s += "\n" + " " * ind + ".push(\n" + node(k, n[k], ind + 2) + "\n" + " " * ind + ")"
        return s

    o.append("pub fn routes() -> Router {\n" + node("", tree, 4) + "\n}\n")
    write("salvo-peer", "".join(o))


if __name__ == "__main__":
    R = load()
    seen = set()
    for m, p, _ in R:
        assert fname(m, p) not in seen, (m, p)
        seen.add(fname(m, p))
    axum(R)
    actix_like(R, "actix-peer")
    actix_like(R, "ntex-peer")
    poem(R)
    dropshot(R)
    salvo(R)
    terrace(R)
    print(len(R), "operations,", len(by_path(R)), "paths")
