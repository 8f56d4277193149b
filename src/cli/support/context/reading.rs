//! Reading much of a practice: how far it has got is shown where it takes long.

use super::Context;

use crate::model::needs::Needs;
use crate::model::problem::Loaded;
use crate::model::record::Record;
use crate::practice::Practice;

impl Context {
    /// What a view makes of each client's record, by the clients' names; read as deep as the view needs.
    pub fn look_at_records<T: Send>(
        &self,
        practice: &Practice,
        needs: Needs,
        look: impl Fn(Record) -> T + Sync,
    ) -> Loaded<Vec<T>> {
        self.while_reading(practice, |practice| practice.look_at_records(needs, look))
    }

    /// Reads something long. Nothing else may be printed meanwhile.
    pub fn while_reading<T>(&self, practice: &Practice, read: impl FnOnce(&Practice) -> T) -> T {
        let _progress = self.ui.show_progress(practice.read_count());
        read(practice)
    }
}
