// Finds operations and models of the version that is shown.

const METHODS = ["get", "put", "post", "delete", "patch", "options", "head", "trace"];
const SHOWN = 40;

/** The operations of a document, in its order. */
export function operations(document) {
    return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
        METHODS.filter((method) => item[method]).map((method) => {
            const { operationId: id, tags, summary = "", description = "", deprecated } = item[method];
            return { method: method.toUpperCase(), path, id, tag: tags?.[0] ?? "default", summary, description, deprecated };
        }),
    );
}

/** The models of a document, each with its name. */
export function models(document) {
    return Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => ({ name, schema }));
}

/** A list of links to what is typed. */
export class Search {
    #input;
    #list;
    #status;
    #address;
    #entries = [];

    constructor(input, list, status, { address }) {
        this.#input = input;
        this.#list = list;
        this.#status = status;
        this.#address = address;
        input.addEventListener("input", () => this.#find());
        input.addEventListener("focus", () => this.#find());
        for (const node of [input, list]) {
            node.addEventListener("keydown", (event) => this.#key(event));
        }
        document.addEventListener("keydown", (event) => {
            if (event.key === "/" && !event.target.closest?.("input, textarea, select")) {
                event.preventDefault();
                input.focus();
            }
        });
        document.addEventListener("click", (event) => {
            if (event.target !== input && !list.contains(event.target)) this.close();
        });
        input.closest("search").addEventListener("focusout", ({ relatedTarget }) => {
            if (relatedTarget && relatedTarget !== input && !list.contains(relatedTarget)) this.close();
        });
    }

    /** Takes another version's document. */
    read(document, place) {
        const ofOperations = operations(document).map((operation) => ({
            href: this.#address(place, "operation", operation.id),
            kind: operation.method,
            name: operation.path,
            about: operation.summary,
            text: [operation.method, operation.path, operation.id, operation.tag, operation.summary, operation.description],
        }));
        const ofModels = models(document).map(({ name, schema }) => ({
            href: this.#address(place, "model", name),
            kind: "Model",
            name,
            about: (schema.description ?? "").split("\n")[0],
            text: ["model", name, schema.description, ...Object.keys(schema.properties ?? {})],
        }));
        this.#entries = [...ofOperations, ...ofModels].map((entry) => {
            return { ...entry, text: entry.text.join(" ").toLowerCase() };
        });
    }

    close() {
        this.#list.hidden = true;
        this.#status.textContent = "";
    }

    #find() {
        const words = this.#input.value.toLowerCase().split(/\s+/).filter(Boolean);
        if (words.length === 0) {
            this.close();
            return;
        }
        const isNamed = (entry) => words.every((word) => `${entry.kind} ${entry.name}`.toLowerCase().includes(word));
        const found = this.#entries.filter((entry) => words.every((word) => entry.text.includes(word)));
        // What is called so stands before what only tells of it.
        found.sort((one, other) => isNamed(other) - isNamed(one));
        this.#list.replaceChildren(...found.slice(0, SHOWN).map(line));
        this.#list.hidden = found.length === 0;
        const more = found.length > SHOWN ? `, of which ${SHOWN} are listed` : "";
        this.#status.textContent = found.length === 0 ? "Nothing found" : `${found.length} found${more}`;
    }

    #key(event) {
        const links = [...this.#list.querySelectorAll("a")];
        const here = links.indexOf(document.activeElement);
        if (event.key === "Escape") {
            this.close();
            this.#input.focus();
            this.close();
        } else if (event.key === "ArrowDown" && !this.#list.hidden) {
            links[Math.min(here + 1, links.length - 1)]?.focus();
        } else if (event.key === "ArrowUp" && here >= 0) {
            (links[here - 1] ?? this.#input).focus();
        } else if (event.key === "Enter" && here < 0 && !this.#list.hidden) {
            links[0]?.click();
        } else {
            return;
        }
        event.preventDefault();
    }
}

function line({ href, kind, name, about }) {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    link.href = href;
    for (const [text, className] of [[kind, "kind"], [name, "name"], [about, "about"]]) {
        const part = document.createElement("span");
        part.className = className;
        part.textContent = text;
        link.append(part, " ");
    }
    return item;
}
