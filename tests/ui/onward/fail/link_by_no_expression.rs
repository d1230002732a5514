use terrace::prelude::*;

#[model]
pub struct Done {
    id: u32,
}

#[controller(path = "/jobs", key = job_id: u32)]
pub struct Jobs;

#[routes]
impl Jobs {
    #[show]
    #[link(Self::show, job_id = "$response.boddy#/id")]
    async fn show(&self, job_id: Path<u32>) -> Json<u32> {
        Json(job_id.0)
    }
}

fn main() {}
