//! Reviews, below a book, which its own loader finds. They came with the third version.

use terrace::prelude::*;

use crate::books::Books;
use crate::store::Shelf;
use crate::{Dates, Readers};

/// What a reader thinks of a book.
#[model(versions = Dates, since = V2025_03_01)]
#[derive(Clone)]
pub(crate) struct Review {
    #[check(range = 1..=5)]
    stars: u8,
    #[check(length = ..=2000)]
    text: String,
}

/// Reviews of one book.
#[controller(parent = Books, path = "/reviews", many = "reviews")]
pub(crate) struct Reviews {
    /// Each beside the id of its book.
    reviews: Shelf<(u32, Review)>,
}

#[routes]
impl Reviews {
    /// List a book's reviews.
    #[index(since = V2025_03_01)]
    async fn index(&self, book: Loaded<Books>) -> Json<Vec<Review>> {
        let all = self.reviews.behind(0, usize::MAX).into_iter();
        Json(all.filter(|(of, _)| *of == book.item.id).map(|(_, review)| review).collect())
    }

    /// Review a book.
    #[create(since = V2025_03_01, pipeline = Readers)]
    async fn create(&self, book: Loaded<Books>, review: Json<Review>) -> Json<Review> {
        Json(self.reviews.add(|_| (book.item.id, review.into_inner())).1)
    }
}
