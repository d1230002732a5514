"""The bookshop by openapi-generator: a class for each tag, a method for each operation, an exception for each failure."""

import os
from typing import Callable
from unittest import TestCase

import bookshop
from bookshop.exceptions import ApiException, UnauthorizedException, UnprocessableEntityException
from bookshop.models import BookChange, NewBook, Review

raises = TestCase().assertRaises


def calls(base: str, done: Callable[[str], None]) -> None:
    guest = bookshop.ApiClient(bookshop.Configuration(host=base))
    clerk = bookshop.ApiClient(bookshop.Configuration(host=base, access_token=os.environ["CLERK"]))
    for client in (guest, clerk):
        client.set_default_header("Bookshop-Version", "2025-11-15")
    books, shelf, reviews = bookshop.BooksApi(guest), bookshop.BooksApi(clerk), bookshop.ReviewsApi(guest)

    book = NewBook(title="Persuasion", author_id=1, price=990, currency="GBP", isbn="9780141439686")
    created = shelf.books_create_with_http_info(book)
    assert created.status_code == 201
    assert created.headers["location"] == f"/books/{created.data.id}"
    done("create a book, with the ISBN that books have since 2025-11-15")

    page = books.books_index_by_page(limit=1)
    assert len(page.books) == 1 and page.next
    done("list books, one on a page")

    shown = books.books_show_with_http_info(created.data.id)
    assert (shown.data.title, shown.data.isbn) == ("Persuasion", "9780141439686")
    seen = shown.headers["etag"]
    done("show a book, which has an ETag")

    with raises(ApiException) as known:
        books.books_show(created.data.id, if_none_match=seen)
    assert known.exception.status == 304
    done("show it unless it is known: 304")

    changed = shelf.books_update(created.data.id, BookChange(price=890), if_match=seen)
    assert (changed.price, changed.title, changed.isbn) == (890, "Persuasion", "9780141439686")
    done("change its price, and nothing else")

    with raises(ApiException) as late:
        shelf.books_update(created.data.id, BookChange(price=790), if_match=seen)
    assert (late.exception.status, late.exception.data.status) == (412, 412)
    done("change it as it was before: a problem, 412")

    with raises(UnprocessableEntityException) as refused:
        shelf.books_create(NewBook(title="Ulysses", author_id=9, price=990, currency="EUR"))
    assert refused.exception.data.detail == "there is no such author"
    done("create a book of nobody: a problem, 422")

    with raises(UnauthorizedException) as refused:
        books.books_create(book)
    assert refused.exception.headers["www-authenticate"] == 'Bearer realm="bookshop"'
    done("create a book as a guest: a problem, 401")

    reviewed = reviews.reviews_create(created.data.id, Review(stars=5, text="read it twice"))
    assert reviewed.stars == 5
    done("review it")

    found = reviews.reviews_index(created.data.id)
    assert [review.text for review in found.reviews] == ["read it twice"]
    done("list its reviews")
