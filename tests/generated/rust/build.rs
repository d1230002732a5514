//! Generates a client of each service from its document of OpenAPI 3.0, folded, in the folder that `DOCUMENTS` names.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use openapiv3::OpenAPI;
use progenitor::{GenerationSettings, Generator, InterfaceStyle};

fn main() -> Result<(), Box<dyn Error>> {
    let documents = PathBuf::from(env::var("DOCUMENTS")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-env-changed=DOCUMENTS");
    for service in ["bookshop", "compute"] {
        let document = documents.join(format!("{service}.folded.json"));
        println!("cargo:rerun-if-changed={}", document.display());
        let document: OpenAPI = serde_json::from_str(&fs::read_to_string(document)?)?;
        let mut generator = Generator::new(GenerationSettings::new().with_interface(InterfaceStyle::Builder));
        let client = syn::parse2(generator.generate_tokens(&document)?)?;
        fs::write(out.join(format!("{service}.rs")), prettyplease::unparse(&client))?;
    }
    Ok(())
}
