// What changed between two versions, as the service's `diff` tells it, with links to what it concerns.

import { operations } from "./search.js";

const REACHED = 8;

export class Changes {
    #since;
    #list;
    #title;
    #address;
    #openapi;
    #to;

    constructor(section, { address, openapi }) {
        this.#since = section.querySelector("select");
        this.#list = section.querySelector("div");
        this.#title = section.querySelector("h2");
        this.#address = address;
        this.#openapi = openapi;
        this.#since.addEventListener("change", () => {
            location.hash = address(this.#to, "changes", this.#since.value);
        });
    }

    /** Shows what changed to the version that is chosen, since another one, or else the one before. */
    async show(versions, since, isAsked) {
        const chosen = versions.selectedOptions[0];
        const siblings = [...versions.options].filter((option) => option.parentNode === chosen.parentNode);
        const label = (option) => option.textContent;
        this.#to = chosen.value;
        const before = siblings[siblings.indexOf(chosen) + 1] ?? siblings[siblings.indexOf(chosen) - 1];
        const from = siblings.find((option) => option.value === since && option !== chosen) ?? before;
        const others = siblings.filter((option) => option !== chosen);
        this.#since.replaceChildren(...others.map((option) => new Option(label(option), option.value)));
        this.#since.disabled = others.length === 0;
        this.#title.textContent = from ? `What changed from ${name(from)} to ${name(chosen)}` : "What changed";
        if (!from) {
            this.#list.replaceChildren(element("p", "There is one version only."));
            return;
        }
        this.#since.value = from.value;
        this.#list.replaceChildren(element("p", "Loading…"));
        const path = `changes/${from.value}/${name(chosen)}.json`;
        const [answer, old, now] = await Promise.all([fetch(path), this.#openapi(from.value), this.#openapi(chosen.value)]);
        if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
        const { changes } = await answer.json();
        if (!isAsked()) return;
        const shown = [{ place: chosen.value, document: now }, { place: from.value, document: old }];
        const parts = [
            ["Operations", changes.filter((change) => change.operation)],
            ["Models", changes.filter((change) => change.component?.kind === "schema")],
            ["Everything else", changes.filter((change) => !change.operation && change.component?.kind !== "schema")],
        ];
        this.#list.replaceChildren(
            ...(changes.length === 0 ? [element("p", "Nothing differs.")] : []),
            ...parts.filter(([, changes]) => changes.length > 0).flatMap(([title, changes]) => [
                element("h3", title),
                this.#part(changes, shown),
            ]),
        );
    }

    /** A list of what changed, each thing once. */
    #part(changes, shown) {
        const subjects = Map.groupBy
            ? Map.groupBy(changes, (change) => change.at)
            : changes.reduce((map, change) => map.set(change.at, [...(map.get(change.at) ?? []), change]), new Map());
        const list = document.createElement("ul");
        for (const [at, changes] of subjects) {
            const item = list.appendChild(document.createElement("li"));
            item.append(this.#subject(at, changes[0], shown));
            const whats = item.appendChild(document.createElement("ul"));
            whats.append(...changes.map((change) => element("li", change.what)));
            if (changes[0].component?.kind === "schema") item.append(...this.#reached(changes[0].component.name, shown));
        }
        return list;
    }

    /** What a change concerns: a link to it in the version that has it, the newer one if both do. */
    #subject(at, { operation, component }, shown) {
        for (const { place, document } of shown) {
            const found = operation
                ? operations(document).find(({ method, path }) => method === operation.method && path === operation.path)
                : component?.kind === "schema" && document.components?.schemas?.[component.name];
            if (found) {
                const target = operation ? ["operation", found.id] : ["model", component.name];
                const text = operation ? `${operation.method} ${operation.path}` : component.name;
                return this.#link(text, this.#address(place, ...target));
            }
        }
        return element("span", at);
    }

    /** The operations in which a model occurs. */
    #reached(name, shown) {
        const { place, document: openapi } = shown.find(({ document }) => document.components?.schemas?.[name]) ?? {};
        if (!openapi) return [];
        const holders = holding(openapi, name);
        if (holders.length === 0) return [];
        const line = element("p", "In ");
        line.className = "reached";
        holders.slice(0, REACHED).forEach(({ method, path, id }, index) => {
            line.append(index > 0 ? ", " : "", this.#link(`${method} ${path}`, this.#address(place, "operation", id)));
        });
        if (holders.length > REACHED) line.append(` and ${holders.length - REACHED} more`);
        return [line];
    }

    #link(text, href) {
        const link = element("a", text);
        link.href = href;
        return link;
    }
}

/** The operations that refer to a model, by way of others too. */
function holding(openapi, name) {
    const texts = Object.entries(openapi.components.schemas).map(([name, schema]) => [name, JSON.stringify(schema)]);
    const reference = (name) => JSON.stringify(`#/components/schemas/${name}`);
    const reached = new Set([name]);
    for (let size = 0; size < reached.size; ) {
        size = reached.size;
        for (const [holder, text] of texts) {
            if ([...reached].some((name) => text.includes(reference(name)))) reached.add(holder);
        }
    }
    return operations(openapi).filter(({ method, path }) => {
        const text = JSON.stringify(openapi.paths[path][method.toLowerCase()]);
        return [...reached].some((name) => text.includes(reference(name)));
    });
}

const name = (option) => option.dataset.label;

function element(tag, text) {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
}
