//! The list of clients.

use serde::Serialize;

use super::view::View;

use crate::model::client::ClientStatus;
use crate::model::matching::make_sorting_key;
use crate::model::moment::Moment;
use crate::model::needs::Needs;
use crate::model::order::InOrder as _;
use crate::model::record::Record;

/// What is read for a client's line.
pub const NEEDS: Needs = Needs::KEYS;

/// `client list`.
#[derive(Debug, Clone, Serialize)]
pub struct ClientList {
    /// The clients, by name.
    pub clients: Vec<ClientLine>,
}

/// One client in a line.
#[derive(Debug, Clone, Serialize)]
pub struct ClientLine {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Where the work stands.
    pub status: ClientStatus,
    /// The last held session.
    pub last: Option<Moment>,
    /// The call to come.
    pub next: Option<Moment>,
    /// Sessions held.
    pub held: usize,
}

/// Makes a client's line.
#[must_use]
pub fn client_line(record: &Record, now: Moment) -> ClientLine {
    ClientLine {
        id: record.client.id.clone(),
        name: record.client.display_name().to_owned(),
        status: record.client.status,
        last: record.held_sessions(now).next_back().map(|session| session.when),
        next: record.next_call(now).map(|session| session.when),
        held: record.held_sessions(now).count(),
    }
}

/// Makes the list of clients, by name; of `all`, or of the active ones.
#[must_use]
pub fn list_clients(mut clients: Vec<ClientLine>, all: bool) -> ClientList {
    clients.retain(|client| all || client.status == ClientStatus::Active);
    clients.put_in_order_by_key(|client| (make_sorting_key(&client.name), client.id.clone()));
    ClientList { clients }
}

/// Several clients are in it.
impl View for ClientList {
    const TEMPLATE: Option<&'static str> = Some("client-list.md");

    fn for_client(self) -> Option<Self> {
        None
    }
}
