//! Images: what servers start from, as far as this service knows them. It only shows them.

use std::collections::BTreeMap;

use terrace::prelude::*;

use crate::Nova;
use crate::links::{Link, Links};
use crate::paging::{PageError, Pages, part};
use crate::store::{Image, ImageKey, Store, StoreError};
use crate::who::OfProject;

/// What servers start from.
///
/// Another service would manage them; this one shows them.
#[controller(path = "/images", key = image_id: Uuid, versions = Nova, one = "image", many = "images", pipeline = OfProject)]
#[derive(Debug)]
pub struct Images {
    store: Store,
}

#[routes]
impl Images {
    #[load]
    async fn load(&self, image_id: Uuid) -> Result<Image, ImageError> {
        self.store.image(image_id).await?.ok_or(ImageError::NotFound)
    }

    /// List images.
    ///
    /// By their names, with nothing else.
    #[index(until = V2_36)]
    #[policy(public)]
    async fn index(
        &self,
        filter: Query<ImageFilter>,
        page: Pages,
        links: Links,
    ) -> Result<Page<ImageSummary>, PageError> {
        let images = self.page(&filter, &page).await?;
        Ok(images.map(|image| ImageSummary::of(image, &links)))
    }

    /// List images with details.
    ///
    /// By their names.
    #[get("/detail", until = V2_36)]
    #[policy(public)]
    async fn detail(
        &self,
        filter: Query<ImageFilter>,
        page: Pages,
        links: Links,
    ) -> Result<Page<ImageDetail>, PageError> {
        let images = self.page(&filter, &page).await?;
        Ok(images.map(|image| ImageDetail::of(&image, &links)))
    }

    /// Show an image.
    #[show(until = V2_36)]
    #[policy(public)]
    async fn show(&self, image: Loaded<Images>, links: Links) -> Json<ImageDetail> {
        Json(ImageDetail::of(&image, &links))
    }
}

impl Images {
    async fn page(&self, filter: &ImageFilter, page: &Pages) -> Result<Page<Image>, PageError> {
        let images = match &filter.status {
            // All are.
            Some(status) if status != "ACTIVE" => Vec::new(),
            _ => self.store.images(filter.name.as_deref(), &part(page, ImageKey::Name, false)).await?,
        };
        Ok(page.of_full(images, |image| image.id.to_string()))
    }
}

/// Why an image is not to be had.
#[derive(Debug, Failure)]
pub enum ImageError {
    /// No image has this id.
    #[failure(status = 404, detail = "Image not found.")]
    NotFound,
    /// The store failed.
    #[failure(transparent)]
    Store(Internal),
}

/// Which images to list.
#[model]
struct ImageFilter {
    /// Those of this name.
    name: Option<String>,
    /// Those of this status.
    #[example("ACTIVE")]
    status: Option<String>,
}

/// An image, in a list.
#[model]
struct ImageSummary {
    /// Its id.
    id: Uuid,
    /// Its name, not always unique.
    #[example("cirros")]
    name: String,
    /// Where it is found.
    links: Vec<Link>,
}

/// An image.
#[model]
struct ImageDetail {
    /// Its id.
    id: Uuid,
    /// Its name, not always unique.
    #[example("cirros")]
    name: String,
    /// `ACTIVE`: it can be used.
    #[example("ACTIVE")]
    status: String,
    /// How far its making has come, in percent.
    #[example(100)]
    progress: u8,
    /// When it came here.
    created: String,
    /// When it last changed.
    updated: String,
    /// The root disk that it needs, in GiB.
    #[serde(rename = "minDisk")]
    min_disk: u32,
    /// The memory that it needs, in MiB.
    #[serde(rename = "minRam")]
    min_ram: u32,
    /// Its size in bytes: 0, since no machine really starts from it.
    #[serde(rename = "OS-EXT-IMG-SIZE:size")]
    size: u64,
    /// Labels: none.
    metadata: BTreeMap<String, String>,
    /// Where it is found.
    links: Vec<Link>,
}

impl ImageSummary {
    fn of(image: Image, links: &Links) -> Self {
        ImageSummary { id: image.id, name: image.name, links: links.member("images", image.id) }
    }
}

impl ImageDetail {
    fn of(image: &Image, links: &Links) -> Self {
        ImageDetail {
            id: image.id,
            name: image.name.clone(),
            status: "ACTIVE".to_owned(),
            progress: 100,
            created: image.created.clone(),
            updated: image.created.clone(),
            min_disk: 0,
            min_ram: 0,
            size: 0,
            metadata: BTreeMap::new(),
            links: links.member("images", image.id),
        }
    }
}

impl From<StoreError> for ImageError {
    fn from(error: StoreError) -> Self {
        ImageError::Store(error.into())
    }
}
