// What is shown stands in the address, as `#/<version>/<view>/<name>`, so that it can be linked to and gone back to.

import { Changes } from "./changes.js";
import { operations, Search } from "./search.js";
import { Viewer } from "./viewer.js";

const at = (id) => document.getElementById(id);
const versions = at("version");
const reference = at("reference");
const viewer = new Viewer(reference);
const documents = new Map();

/** The address of a view of a version. */
export const address = (place, ...rest) => "#/" + [place, ...rest].map(encodeURIComponent).join("/");

const changes = new Changes(at("changes"), { address, openapi });
const search = new Search(at("query"), at("results"), at("found"), { address });

/** The document of a version. */
async function openapi(place) {
    if (!documents.has(place)) {
        documents.set(place, json(`openapi/${place}.json`));
    }
    try {
        return await documents.get(place);
    } catch (error) {
        documents.delete(place);
        throw error;
    }
}

async function json(path) {
    const answer = await fetch(path);
    if (!answer.ok) {
        throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
    }
    return answer.json();
}

/** The version, the view and the name that the address says, as far as there are such. */
function asked() {
    const [place, view, name] = location.hash.replace(/^#\/?/, "").split("/").map(decoded);
    const known = [...versions.options].some((option) => option.value === place);
    return known ? { place, view, name } : { place: versions.value };
}

/** A part of the address; one that somebody has cut off in its middle names nothing. */
function decoded(part) {
    try {
        return decodeURIComponent(part);
    } catch {
        return "";
    }
}

let turn = 0;

/** Shows what the address says; what it said before is given up. */
async function show() {
    const mine = ++turn;
    const { place, view, name } = asked();
    const isChanges = view === "changes";
    versions.value = place;
    document.title = `${versions.selectedOptions[0].dataset.label} – ${document.querySelector("h1").textContent}`;
    at("to-reference").href = address(place);
    at("to-changes").href = address(place, "changes");
    at("to-document").href = `openapi/${place}.json`;
    mark(at("to-reference"), !isChanges);
    mark(at("to-changes"), isChanges);
    at("changes").hidden = !isChanges;
    reference.hidden = isChanges;
    search.close();
    say("");
    try {
        const shown = await openapi(place);
        if (mine !== turn) return;
        search.read(shown, place);
        if (isChanges) {
            await changes.show(versions, name, () => mine === turn);
            return;
        }
        await viewer.show(shown, place);
        if (mine !== turn) return;
        await open(shown, view, name);
    } catch (error) {
        if (mine === turn) say(`This cannot be shown. ${error.message}`);
    }
}

/** Opens an operation or a model of the version that is shown. */
async function open(document, view, name) {
    if (view === "operation") {
        const operation = operations(document).find((operation) => operation.id === name);
        if (!operation || !(await viewer.openOperation(operation))) say(`This version has no operation ${name}.`);
    } else if (view === "model") {
        if (!(await viewer.openModel(document, name))) say(`This version has no model ${name}.`);
    }
}

function mark(link, isHere) {
    if (isHere) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
}

function say(text) {
    at("notice").textContent = text;
}

versions.addEventListener("change", () => {
    const { view, name } = asked();
    const rest = view === "changes" ? [view] : [view, name].filter(Boolean);
    location.hash = address(versions.value, ...rest);
});
addEventListener("hashchange", show);
at("skip").addEventListener("click", (event) => {
    // The address says what is shown.
    event.preventDefault();
    at("content").focus();
});
document.addEventListener("click", (event) => {
    // A link to where the reader already is opens it anew.
    const link = event.target.closest?.("a[href^='#/']");
    if (link && link.hash === location.hash) show();
});

// The viewer takes its dark colours from a class.
const dark = matchMedia("(prefers-color-scheme: dark)");
const colour = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", colour);
colour();

show();
