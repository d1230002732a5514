//! Images: what servers start from. The service only refers to them; another one would manage them.

use sqlx::{FromRow, SqliteConnection};
use uuid::fmt::Hyphenated;
use uuid::{Uuid, uuid};

use super::{Store, StoreError};

/// The one image of a fresh database.
pub(super) const CLASSIC: Uuid = uuid!("11111111-1111-4111-8111-111111111111");

/// What a server starts from.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Image {
    /// Its id.
    #[sqlx(try_from = "Hyphenated")]
    pub id: Uuid,
    /// Its name, not always unique.
    pub name: String,
    /// When it came here: with the seed.
    pub created: String,
}

/// Puts the one image of a fresh database into it.
pub(super) async fn seed(tx: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let insert = sqlx::query("INSERT INTO images (id, name) VALUES (?, 'cirros')");
    insert.bind(CLASSIC.hyphenated()).execute(tx).await?;
    Ok(())
}

impl Store {
    /// All images, by name.
    pub async fn images(&self) -> Result<Vec<Image>, StoreError> {
        let images = sqlx::query_as("SELECT images.*, origin.created FROM images, origin ORDER BY name, images.id");
        Ok(images.fetch_all(&self.readers).await?)
    }

    /// The image with this id.
    pub async fn image(&self, id: Uuid) -> Result<Option<Image>, StoreError> {
        let image = sqlx::query_as("SELECT images.*, origin.created FROM images, origin WHERE images.id = ?");
        Ok(image.bind(id.hyphenated()).fetch_optional(&self.readers).await?)
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
        assert_eq!(store.images().await.unwrap(), [cirros]);
        assert_eq!(store.image(Uuid::nil()).await.unwrap(), None);
    }
}
