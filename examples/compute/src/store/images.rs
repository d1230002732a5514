//! Images: what servers start from. The service only refers to them; another one would manage them.

use sqlx::{FromRow, SqliteConnection};
use uuid::fmt::Hyphenated;
use uuid::{Uuid, uuid};

use super::{Store, StoreError};

/// What a server starts from.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Image {
    /// Its id.
    #[sqlx(try_from = "Hyphenated")]
    pub id: Uuid,
    /// Its name, not always unique.
    pub name: String,
}

impl Image {
    /// The one image of a fresh database.
    pub(super) fn classic() -> Self {
        Self { id: uuid!("11111111-1111-4111-8111-111111111111"), name: "cirros".to_owned() }
    }

    pub(super) async fn insert(&self, tx: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        sqlx::query("INSERT INTO images (id, name) VALUES (?, ?)")
            .bind(self.id.hyphenated())
            .bind(&self.name)
            .execute(tx)
            .await?;
        Ok(())
    }
}

impl Store {
    /// All images, by name.
    pub async fn images(&self) -> Result<Vec<Image>, StoreError> {
        Ok(sqlx::query_as("SELECT * FROM images ORDER BY name, id").fetch_all(&self.readers).await?)
    }

    /// The image with this id.
    pub async fn image(&self, id: Uuid) -> Result<Option<Image>, StoreError> {
        let image = sqlx::query_as("SELECT * FROM images WHERE id = ?").bind(id.hyphenated());
        Ok(image.fetch_optional(&self.readers).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Seed;

    #[tokio::test]
    async fn an_image_is_found_by_its_id() {
        let store = Store::in_memory(Seed::Classic).await.unwrap();
        let cirros = Image::classic();
        assert_eq!(store.image(cirros.id).await.unwrap(), Some(cirros));
        assert_eq!(store.image(Uuid::nil()).await.unwrap(), None);
    }
}
