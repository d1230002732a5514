#[model(crate = elsewhere::terrace)]
#[serde(rename_all = "camelCase", default)]
pub struct Page<T: Clone>
where
    T: Ord,
{
    next_page: Option<String>,
    items: Vec<T>,
}
