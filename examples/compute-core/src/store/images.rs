//! Images: what servers start from. The service only refers to them; another one would manage them.

use sqlx::{FromRow, QueryBuilder, Sqlite, SqliteConnection};
use terrace::PolicyTarget;
use uuid::fmt::Hyphenated;
use uuid::{Uuid, uuid};

use super::list::{Part, SortKey};
use super::{Store, StoreError};

/// The one image of a fresh database.
pub(super) const CLASSIC: Uuid = uuid!("11111111-1111-4111-8111-111111111111");

/// What a server starts from.
#[derive(Debug, Clone, PartialEq, Eq, FromRow, PolicyTarget)]
pub struct Image {
    /// Its id.
    #[sqlx(try_from = "Hyphenated")]
    pub id: Uuid,
    /// Its name, not always unique.
    pub name: String,
    /// When it came here: with the seed.
    pub created: String,
}

/// What images can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageKey {
    /// Their names.
    Name,
}

impl SortKey for ImageKey {
    const TABLE: &'static str = "(SELECT images.*, origin.created FROM images, origin)";
    const TIE: &'static str = "id";

    fn column(self) -> &'static str {
        match self {
            Self::Name => "name",
        }
    }
}

/// Puts the one image of a fresh database into it.
pub(super) async fn seed(tx: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let insert = sqlx::query("INSERT INTO images (id, name) VALUES (?, 'cirros')");
    insert.bind(CLASSIC.hyphenated()).execute(tx).await?;
    Ok(())
}

impl Store {
    /// A part of the list of images: all, or those of a name.
    pub async fn images(&self, name: Option<&str>, part: &Part<ImageKey>) -> Result<Vec<Image>, StoreError> {
        let conditions = |query: &mut QueryBuilder<Sqlite>| {
            if let Some(name) = name {
                query.push(" AND name = ").push_bind(name.to_owned());
            }
        };
        part.read(&self.readers, conditions).await
    }

    /// The image with this id.
    pub async fn image(&self, id: Uuid) -> Result<Option<Image>, StoreError> {
        let image = sqlx::query_as("SELECT images.*, origin.created FROM images, origin WHERE images.id = ?");
        Ok(image.bind(id.hyphenated()).fetch_optional(&self.readers).await?)
    }
}

#[cfg(test)]
impl Store {
    /// All images, by their names.
    pub(crate) async fn all_images(&self) -> Result<Vec<Image>, StoreError> {
        self.images(None, &Part { sort: ImageKey::Name, descending: false, behind: None, limit: u32::MAX }).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Seed;

    #[tokio::test]
    async fn an_image_is_found_by_its_id() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let cirros = store.image(CLASSIC).await.unwrap().unwrap();
        assert_eq!((cirros.id, cirros.name.as_str()), (CLASSIC, "cirros"));
        assert!(cirros.created.parse::<jiff::Timestamp>().is_ok(), "{}", cirros.created);
        assert_eq!(store.all_images().await.unwrap(), [cirros]);
        assert_eq!(store.image(Uuid::nil()).await.unwrap(), None);
    }
}
