// The bookshop by openapi-typescript and openapi-fetch: paths, parameters and bodies are checked by the compiler.

import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { paths } from "./bookshop.document.js";

export async function calls(base: string, done: (call: string) => void) {
  const version = { "Bookshop-Version": "2025-11-15" };
  const guest = createClient<paths>({ baseUrl: base, headers: version });
  const clerk = createClient<paths>({ baseUrl: base, headers: { ...version, Authorization: `Bearer ${process.env.CLERK}` } });

  const book = { title: "Persuasion", author_id: 1, price: 990, currency: "GBP", isbn: "9780141439686" };
  const created = await clerk.POST("/books", { body: book });
  assert.equal(created.response.status, 201);
  const book_id = created.data!.id;
  assert.equal(created.response.headers.get("location"), `/books/${book_id}`);
  done("create a book, with the ISBN that books have since 2025-11-15");

  const page = await guest.GET("/books", { params: { query: { limit: 1 } } });
  assert.equal(page.data?.books.length, 1);
  assert.ok(page.data.next);
  done("list books, one on a page");

  const shown = await guest.GET("/books/{book_id}", { params: { path: { book_id } } });
  assert.deepEqual([shown.data?.title, shown.data?.isbn], ["Persuasion", "9780141439686"]);
  const seen = shown.response.headers.get("etag")!;
  done("show a book, which has an ETag");

  const known = { path: { book_id }, header: { "If-None-Match": seen } };
  const unchanged = await guest.GET("/books/{book_id}", { params: known });
  assert.equal(unchanged.response.status, 304);
  done("show it unless it is known: 304");

  const as_seen = { path: { book_id }, header: { "If-Match": seen } };
  const changed = await clerk.PATCH("/books/{book_id}", { params: as_seen, body: { price: 890 } });
  assert.deepEqual(changed.data, { ...book, id: book_id, price: 890 });
  done("change its price, and nothing else");

  const late = await clerk.PATCH("/books/{book_id}", { params: as_seen, body: { price: 790 } });
  assert.equal(late.error?.status, 412);
  done("change it as it was before: a problem, 412");

  const refused = await clerk.POST("/books", { body: { ...book, author_id: 9 } });
  assert.equal(refused.error?.detail, "there is no such author");
  done("create a book of nobody: a problem, 422");

  const unknown = await guest.POST("/books", { body: book });
  assert.equal(unknown.error?.status, 401);
  done("create a book as a guest: a problem, 401");

  const review = { stars: 5, text: "read it twice" };
  const reviewed = await guest.POST("/books/{book_id}/reviews", { params: { path: { book_id } }, body: review });
  assert.deepEqual(reviewed.data, review);
  done("review it");

  const reviews = await guest.GET("/books/{book_id}/reviews", { params: { path: { book_id } } });
  assert.deepEqual(reviews.data?.reviews, [review]);
  done("list its reviews");
}
