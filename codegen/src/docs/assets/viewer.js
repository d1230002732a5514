// Swagger UI, told what to show. It has neither search nor versions, and does not tell the keyboard where it went.

const PATIENCE = 15000;
// Of a document with more operations than these, only the tags are opened at first.
const FEW = 80;

/** The document with the page's own server first: what is tried out goes there, and the page's policy lets it go nowhere else. */
function here(openapi) {
    const others = (openapi.servers ?? []).filter(({ url }) => url !== "/");
    const own = others.length > 0 ? { url: "/", description: "This server" } : { url: "/" };
    return { ...openapi, servers: [own, ...others] };
}

export class Viewer {
    #node;
    #ui;
    #place;

    constructor(node) {
        this.#node = node;
        // It gives this one no name.
        const named = () => node.querySelector("#servers:not([aria-label])")?.setAttribute("aria-label", "Server");
        new MutationObserver(named).observe(node, { childList: true, subtree: true });
    }

    /** Shows a document, unless it is shown already. */
    async show(openapi, place) {
        if (this.#place === place) return;
        this.#place = place;
        const spec = here(openapi);
        if (this.#ui) {
            this.#ui.specActions.updateSpec(JSON.stringify(spec));
            return;
        }
        const count = Object.values(openapi.paths ?? {}).reduce((count, item) => count + Object.keys(item).length, 0);
        await new Promise((resolve) => {
            this.#ui = SwaggerUIBundle({
                spec,
                domNode: this.#node,
                docExpansion: count > FEW ? "none" : "list",
                defaultModelExpandDepth: 3,
                displayOperationId: true,
                // One whose every colour stands out from its ground.
                syntaxHighlight: { theme: "monokai" },
                // It would ask a server elsewhere.
                validatorUrl: null,
                onComplete: resolve,
            });
        });
    }

    /** Opens an operation and goes there. */
    async openOperation({ tag, id }) {
        const path = ["operations", tag, id];
        this.#ui.layoutActions.show(["operations-tag", tag], true);
        this.#ui.layoutActions.show(path, true);
        const name = CSS.escape(path.join("-").trim().replace(/\s|%20/g, "_"));
        return Boolean(await this.#go(() => document.getElementById(name), ".opblock-summary-control"));
    }

    /** Opens a model and goes there. */
    async openModel(openapi, name) {
        const schema = openapi.components?.schemas?.[name];
        if (!schema) return false;
        const title = schema.title ?? name;
        const isIt = (model) => model.querySelector(".json-schema-2020-12__title")?.textContent === title;
        this.#ui.layoutActions.show(["components", "schemas"], true);
        const models = () => [...this.#node.querySelectorAll('.models article[data-json-schema-level="0"]')];
        const model = await this.#go(() => models().find(isIt), "button");
        if (model?.querySelector(":scope > .json-schema-2020-12-body--collapsed")) model.querySelector("button")?.click();
        return Boolean(model);
    }

    /** Waits for a part, moves it into view, and the keyboard to its button. */
    async #go(find, button) {
        const part = await this.#appeared(find);
        part?.scrollIntoView({ block: "start" });
        part?.querySelector(button)?.focus({ preventScroll: true });
        return part;
    }

    #appeared(find) {
        return new Promise((resolve) => {
            const found = find();
            if (found) {
                resolve(found);
                return;
            }
            const end = (found) => {
                observer.disconnect();
                clearTimeout(timer);
                resolve(found);
            };
            const observer = new MutationObserver(() => {
                const found = find();
                if (found) end(found);
            });
            const timer = setTimeout(() => end(null), PATIENCE);
            observer.observe(this.#node, { childList: true, subtree: true, attributes: true });
        });
    }
}
