use terrace::prelude::*;

#[controller(path = "/jobs", key = job_id: u32)]
pub struct Jobs;

#[routes]
impl Jobs {
    #[load]
    #[link(Self::load)]
    async fn load(&self, job_id: u32) -> Option<u32> {
        Some(job_id)
    }
}

fn main() {}
