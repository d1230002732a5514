// Ten calls to a service, with the client that openapi-typescript made of its document: `calls.js SERVICE BASE`.

import * as bookshop from "./bookshop.js";
import * as compute from "./compute.js";

const [service, base] = process.argv.slice(2);
const { calls } = { bookshop, compute }[service as "bookshop" | "compute"];
await calls(base!, (call) => console.log(`ok   ${call}`));
