/// What became of it.
#[derive(Answer)]
pub enum Put {
    /// It is new.
    #[answer(status = 201)]
    Made(Json<Book>),
    /// It has taken the place of another.
    ///
    /// That one is gone.
    #[answer(status = 200)]
    Replaced {
        book: Json<Book>,
        /// How often.
        #[header("X-Revision")]
        revision: u32,
        #[header]
        x_tags: Vec<Tag>,
    },
    #[answer(status = 204)]
    Same,
}

#[derive(Answer)]
#[answer(crate = elsewhere::terrace)]
pub struct Listed<T: Model>(Json<Vec<T>>, #[header("x-total")] Option<u32>);
