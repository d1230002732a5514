//! Lists: which part of one is read, and in which order.
//!
//! A list goes on behind its last row's place in the order, not behind a number of rows: nothing is left out, and nothing
//! read twice, where rows come and go in between.

use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, QueryBuilder, Sqlite, SqlitePool};

use super::StoreError;

/// Which part of a list to read, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Part<K> {
    /// What to sort by.
    pub sort: K,
    /// Whether the largest comes first.
    pub descending: bool,
    /// The id of the one behind which the part begins; `None` is the start of the list.
    pub behind: Option<String>,
    /// The most to read.
    pub limit: u32,
}

/// What the rows of a table can be sorted by.
pub trait SortKey: Copy {
    /// The table, or a view, or a query in brackets.
    const TABLE: &'static str;

    /// The column that tells apart rows which are equal in all others.
    const TIE: &'static str;

    /// The column to sort by.
    fn column(self) -> &'static str;
}

impl<K: SortKey> Part<K> {
    /// Reads the part of those rows that fulfil some conditions, each `AND …`.
    pub(super) async fn read<T>(
        &self,
        readers: &SqlitePool,
        conditions: impl FnOnce(&mut QueryBuilder<Sqlite>),
    ) -> Result<Vec<T>, StoreError>
    where
        T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let (table, tie, column) = (K::TABLE, K::TIE, self.sort.column());
        let (after, direction) = if self.descending { ("<", "DESC") } else { (">", "ASC") };
        let mut query = QueryBuilder::new("SELECT * FROM ");
        query.push(table).push(" WHERE TRUE");
        conditions(&mut query);
        if let Some(id) = &self.behind {
            query.push(format_args!(" AND ({column}, {tie}) {after} (SELECT {column}, {tie} FROM {table} WHERE id = "));
            query.push_bind(id).push(")");
        }
        query.push(format_args!(" ORDER BY {column} {direction}, {tie} {direction} LIMIT ")).push_bind(self.limit);
        let found = query.build_query_as().fetch_all(readers).await?;
        match &self.behind {
            Some(id) if found.is_empty() && !is_there::<K>(id, readers).await? => {
                Err(StoreError::MarkerNotFound(id.clone()))
            }
            _ => Ok(found),
        }
    }
}

async fn is_there<K: SortKey>(id: &str, readers: &SqlitePool) -> Result<bool, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT 1 FROM ");
    query.push(K::TABLE).push(" WHERE id = ").push_bind(id);
    let row: Option<(i64,)> = query.build_query_as().fetch_optional(readers).await?;
    Ok(row.is_some())
}
