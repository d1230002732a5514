/// Asks for a token.
#[filter(headers = ["x-served-by"], security = Security::Bearer("token"))]
async fn token(tokens: &Tokens, who: Guess, request: Request, next: impl NextWith<Identity>) -> Result<Response, Unauthorized> {
    Ok(next.run(request, tokens.of(who)?).await)
}
