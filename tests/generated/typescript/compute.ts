// Compute by openapi-typescript and openapi-fetch: `error` is one of the bodies that were documented, told apart by its key.

import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./compute.document.js";

const image = "11111111-1111-4111-8111-111111111111";

export async function calls(base: string, done: (call: string) => void) {
  const headers = { "OpenStack-API-Version": "compute 2.104", "X-Auth-Token": "admin:a" };
  const client = createClient<paths>({ baseUrl: base, headers });

  const page = await client.GET("/v2.1/flavors", { params: { query: { limit: 2 } } });
  assert.equal(page.data?.flavors.length, 2);
  assert.equal(page.data.flavors_links?.[0]?.rel, "next");
  done("list flavors, two on a page");

  const server = { name: "web", flavorRef: "1", imageRef: image, networks: "none" } as const;
  const created = await client.POST("/v2.1/servers", { body: { server } });
  assert.equal(created.response.status, 202);
  const path = { server_id: created.data!.server.id };
  done("create a server");

  assert.equal((await once(client, path.server_id, "ACTIVE")).name, "web");
  done("show it until it is active");

  const change = { server: { name: "web-1", description: "serves pages" } };
  const changed = await client.PUT("/v2.1/servers/{server_id}", { params: { path }, body: change });
  assert.equal(changed.data?.server.name, "web-1");
  assert.equal(changed.data.server.description, "serves pages");
  done("change its name and its description, which servers have since 2.19");

  const before = { path, header: { "OpenStack-API-Version": "compute 2.18" } };
  const refused = await client.PUT("/v2.1/servers/{server_id}", { params: before, body: change });
  assert.ok(typeof refused.error === "object" && "badRequest" in refused.error);
  assert.match(refused.error.badRequest.message, /description/);
  done("change its description in 2.18: a typed 400");

  const pause = { params: { path }, body: { pause: null } };
  const paused = await client.POST("/v2.1/servers/{server_id}/action", pause);
  assert.equal(paused.response.status, 202);
  done("pause it, by an action whose value is null");

  const again = await client.POST("/v2.1/servers/{server_id}/action", pause);
  assert.ok(typeof again.error === "object" && "conflictingRequest" in again.error);
  assert.equal(again.error.conflictingRequest.code, 409);
  done("pause it once more: a typed 409");

  await once(client, path.server_id, "PAUSED");
  const query = { status: "PAUSED", sort_key: "display_name", limit: 10 } as const;
  const found = await client.GET("/v2.1/servers", { params: { query } });
  assert.deepEqual(found.data?.servers.map(({ name }) => name), ["web-1"]);
  done("list paused servers, sorted");

  const tagged = await client.PUT("/v2.1/servers/{server_id}/tags/{tag}", { params: { path: { ...path, tag: "blue" } } });
  assert.equal(tagged.response.status, 201);
  done("put a tag on it: 201 without a body");

  const deleted = await client.DELETE("/v2.1/servers/{server_id}", { params: { path } });
  assert.equal(deleted.response.status, 204);
  const is_404 = (error: components["schemas"]["ItemNotFound"]) => error.itemNotFound.code === 404;
  await assert.rejects(once(client, path.server_id, "DELETED"), is_404);
  done("delete it; then it is a typed 404");
}

/** The server, as soon as it has a status. */
async function once(client: Client<paths>, server_id: string, status: string): Promise<components["schemas"]["ServerDetail"]> {
  for (let tries = 0; tries < 100; tries++) {
    const shown = await client.GET("/v2.1/servers/{server_id}", { params: { path: { server_id } } });
    if (!shown.data) throw shown.error;
    if (shown.data.server.status === status) return shown.data.server;
    await setTimeout(100);
  }
  throw new Error(`it has not become ${status}`);
}
