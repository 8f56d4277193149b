//! Two machines: what the other one kept is fetched and put together with what is here, and sent back. Nothing is ever forced.

use std::time::SystemTime;

use super::merge_setup::driver_setting;
use super::saving::first_line;
use super::trust::{Trust, local_path};
use super::working_copy::WorkingCopy;
use super::{call, merge_renames};
use crate::model::refusal::{Refusal, RefusalKind};

/// Where the other machine's work comes from, and where ours goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// Its name: `origin`.
    pub name: String,
    /// The branch there.
    pub branch: String,
    /// Whether our branch goes there by itself already.
    pub is_upstream: bool,
}

/// What became of a merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeOutcome {
    /// There was nothing new.
    Nothing,
    /// The other machine's commits are here now; how many.
    Merged(usize),
    /// Both changed the same; the merge waits for a person.
    Conflict,
}

/// What became of sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PushOutcome {
    /// There was nothing to send.
    Nothing,
    /// So many commits were sent.
    Sent(usize),
    /// The branch was gone there, and stands there again.
    SentAnew,
    /// The other machine was faster.
    Outrun,
}

impl Remote {
    /// All branches that were fetched from it, as git's `rev-list` takes them.
    #[must_use]
    pub fn name_all_branches(&self) -> String {
        format!("--remotes={}", self.name)
    }

    /// Where git keeps what was fetched of it.
    #[must_use]
    pub fn tracking(&self) -> String {
        format!("refs/remotes/{}/{}", self.name, self.branch)
    }
}

impl WorkingCopy {
    /// The remote of a branch.
    ///
    /// # Errors
    /// Where there is none, or it can't be told which one is meant.
    pub fn find_remote(&self, branch: &str) -> Result<Remote, Refusal> {
        let ask = |key: String| -> Result<Option<String>, Refusal> {
            let mut git = call::prepare_reading(&self.top);
            git.args(["config", "--get", &key]);
            Ok(call::ask(git)?.map(|value| value.trim().to_owned()))
        };
        let (name, there) = (ask(format!("branch.{branch}.remote"))?, ask(format!("branch.{branch}.merge"))?);
        if let (Some(name), Some(there)) = (name.filter(|name| name != "."), there) {
            let there = there.strip_prefix("refs/heads/").unwrap_or(&there).to_owned();
            return Ok(Remote { name, branch: there, is_upstream: true });
        }
        let mut git = call::prepare_reading(&self.top);
        git.arg("remote");
        let list = call::ask(git)?.unwrap_or_default();
        let names: Vec<&str> = list.lines().collect();
        match names.as_slice() {
            [] => {
                let hint = "git remote add origin ADDRESS, of a place that is private; docs/two-machines.md tells more";
                Err(Refusal::missing("this practice knows no other place: it has no remote", hint))
            }
            [one] => Ok(Remote { name: (*one).to_owned(), branch: branch.to_owned(), is_upstream: false }),
            several => {
                let what = format!(
                    "there are several remotes and none is that of `{branch}`: {}",
                    several.join(", ")
                );
                let hint = format!("say it once: git push --set-upstream {} {branch}", several[0]);
                Err(Refusal::ambiguous(what, hint))
            }
        }
    }

    /// Fetches what the other machine sent.
    ///
    /// # Errors
    /// Where the remote can't be reached, with git's words.
    pub fn fetch(&self, remote: &Remote, may_ask: bool) -> Result<(), Refusal> {
        let mut git = self.network(may_ask);
        git.args(["fetch", "--quiet", "--no-recurse-submodules", "--", &remote.name]);
        let output = call::run(git)?;
        if output.status.success() {
            return Ok(());
        }
        let what = format!(
            "`{}` can't be reached: {}",
            remote.name,
            pick_telling_line(&call::collect_words(&output))
        );
        Err(Refusal::with_kind(
            RefusalKind::Program,
            what,
            "nothing was changed; run coach sync again when it can be",
        ))
    }

    /// Puts the other machine's work together with what is here.
    ///
    /// # Errors
    /// Where git refuses before it began, with its words.
    pub fn merge(&self, remote: &Remote, message: &str) -> Result<MergeOutcome, Refusal> {
        let tracking = remote.tracking();
        if !self.has(&tracking)? {
            return Ok(MergeOutcome::Nothing);
        }
        let new = self.count(&format!("HEAD..{tracking}"))?;
        if new == 0 {
            return Ok(MergeOutcome::Nothing);
        }
        if self.count_of_bases(&tracking)? == 0 {
            let what = format!("the history here and that of `{}` have no common beginning", remote.name);
            let hint = format!(
                "clone it into another folder and copy your notes there; or, if both are right: git merge --allow-unrelated-histories {}/{}",
                remote.name, remote.branch
            );
            return Err(Refusal::refuse(what, hint));
        }
        let mut git = call::prepare_writing(&self.top, &self.trust);
        git.args(["-c", &driver_setting(), "-c", "merge.directoryRenames=false"]);
        git.args([
            "merge",
            "--strategy",
            merge_renames::STRATEGY,
            "--strategy-option",
            self.choose_rename_option(&tracking)?,
            "--quiet",
            "--ff",
            "--commit",
            "--no-squash",
            "--no-stat",
            "-m",
            message,
            &tracking,
        ]);
        let output = call::run(git)?;
        if output.status.success() {
            return Ok(MergeOutcome::Merged(new));
        }
        if self.find_underway().is_some() {
            return Ok(MergeOutcome::Conflict);
        }
        let what = format!("git didn't begin to merge: {}", pick_telling_line(&call::collect_words(&output)));
        Err(Refusal::with_kind(RefusalKind::Program, what, "git status tells more; nothing was changed"))
    }

    /// Whether the other machines go on under another branch: ours isn't at the other place, where one is that a clone would begin with.
    /// To send ours beside it would part the machines without a word.
    fn check_common_branch(&self, remote: &Remote, may_ask: bool) -> Result<(), Refusal> {
        let mut git = self.network(may_ask);
        git.args(["ls-remote", "--quiet", "--symref", "--", &remote.name, "HEAD"]);
        let said = call::ask(git)?.unwrap_or_default();
        let named =
            said.lines().find_map(|line| line.strip_prefix("ref: refs/heads/")?.strip_suffix("\tHEAD"));
        // Without a commit it is a name alone, as in a place that was made just now.
        let is_there = said.lines().any(|line| !line.starts_with("ref:") && line.ends_with("\tHEAD"));
        let Some(other) = named.filter(|other| is_there && *other != remote.branch) else { return Ok(()) };
        let Remote { name, branch, .. } = remote;
        let what = format!("`{name}` has no branch `{branch}`; what other machines get there is `{other}`");
        let hint = format!(
            "if it was renamed there: git branch -m {other}, then git branch -u {name}/{other}; if you want both: git push -u {name} {branch}"
        );
        Err(Refusal::refuse(what, hint))
    }

    /// Sends what is here.
    ///
    /// # Errors
    /// Where the remote refuses for another reason than that somebody was faster, with its words.
    pub fn push(&self, remote: &Remote, may_ask: bool) -> Result<PushOutcome, Refusal> {
        let tracking = remote.tracking();
        let is_there = self.has(&tracking)?;
        let range = if is_there { format!("{tracking}..HEAD") } else { "HEAD".to_owned() };
        let new = self.count(&range)?;
        let is_gone = is_there && remote.is_upstream && self.is_gone(remote, may_ask)?;
        if new == 0 && is_there && remote.is_upstream && !is_gone {
            return Ok(PushOutcome::Nothing);
        }
        if !is_there || is_gone {
            self.check_common_branch(remote, may_ask)?;
        }
        let mut git = self.network(may_ask);
        git.args(["push", "--quiet", "--porcelain", "--no-recurse-submodules"]);
        if !remote.is_upstream {
            git.arg("--set-upstream");
        }
        if let (Trust::Unconfirmed { .. }, true) = (&self.trust, self.is_on_this_machine(remote)?) {
            // Sending to a folder runs the hooks that lie in it.
            git.arg("--receive-pack=git -c core.hooksPath=/dev/null -c core.fsmonitor=false receive-pack");
        }
        git.args(["--", &remote.name, &format!("HEAD:refs/heads/{}", remote.branch)]);
        let output = call::run(git)?;
        let words = call::collect_words(&output);
        if output.status.success() {
            return Ok(match new {
                _ if is_gone => PushOutcome::SentAnew,
                0 => PushOutcome::Nothing,
                new => PushOutcome::Sent(new),
            });
        }
        if ["[rejected]", "fetch first", "non-fast-forward", "cannot lock ref", "to update ref"]
            .iter()
            .any(|sign| words.contains(sign))
        {
            return Ok(PushOutcome::Outrun);
        }
        let what = format!("`{}` didn't take it: {}", remote.name, pick_telling_line(&words));
        let hint =
            "what is here is kept; mend it there, or ask whoever looks after it, then coach sync again";
        Err(Refusal::with_kind(RefusalKind::Program, what, hint))
    }

    /// How many whole days ago the other machine's work was last fetched; none where there is no remote.
    #[must_use]
    pub fn count_days_since_fetch(&self) -> Option<u64> {
        /// A day, in seconds.
        const DAY: u64 = 24 * 60 * 60;
        let mut git = call::prepare_reading(&self.top);
        git.arg("remote");
        call::ask(git).ok()?.filter(|list| !list.trim().is_empty())?;
        // A fresh clone was never fetched, and is as new as its HEAD.
        let file = ["FETCH_HEAD", "HEAD"]
            .into_iter()
            .map(|name| self.git_dir.join(name))
            .find(|file| file.exists())?;
        let fetched = std::fs::metadata(file).ok()?.modified().ok()?;
        Some(SystemTime::now().duration_since(fetched).ok()?.as_secs() / DAY)
    }

    /// Whether the branch that was fetched once is no longer there. What is known of it here stays when it goes; the last fetch lists
    /// what it found, and only where the branch isn't among that the remote is asked.
    fn is_gone(&self, remote: &Remote, may_ask: bool) -> Result<bool, Refusal> {
        /// What git exits with where nothing is found.
        const NOTHING_FOUND: i32 = 2;
        let fetched = std::fs::read_to_string(self.git_dir.join("FETCH_HEAD")).unwrap_or_default();
        let found = format!("branch '{}' of ", remote.branch);
        if fetched.lines().any(|line| line.contains(&found)) {
            return Ok(false);
        }
        let mut git = self.network(may_ask);
        git.args(["ls-remote", "--quiet", "--exit-code", "--heads", "--", &remote.name]);
        git.arg(format!("refs/heads/{}", remote.branch));
        Ok(call::run(git)?.status.code() == Some(NOTHING_FOUND))
    }

    fn network(&self, may_ask: bool) -> std::process::Command {
        let mut git = call::prepare_writing(&self.top, &self.trust);
        if !may_ask {
            git.env("GIT_TERMINAL_PROMPT", "0");
        }
        git
    }

    fn has(&self, reference: &str) -> Result<bool, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        git.args(["rev-parse", "--verify", "--quiet", reference]);
        Ok(call::ask(git)?.is_some())
    }

    fn count(&self, range: &str) -> Result<usize, Refusal> {
        if !self.has_commits()? {
            return Ok(usize::from(range.starts_with("HEAD..")));
        }
        let mut git = call::prepare_reading(&self.top);
        git.args(["rev-list", "--count", range]);
        Ok(call::ask(git)?.and_then(|count| count.trim().parse().ok()).unwrap_or(0))
    }

    fn count_of_bases(&self, tracking: &str) -> Result<usize, Refusal> {
        if !self.has_commits()? {
            return Ok(1);
        }
        let mut git = call::prepare_reading(&self.top);
        git.args(["merge-base", "HEAD", tracking]);
        Ok(call::ask(git)?.map_or(0, |bases| bases.lines().count()))
    }

    /// Whether a remote is a folder of this machine.
    fn is_on_this_machine(&self, remote: &Remote) -> Result<bool, Refusal> {
        let mut git = call::prepare_reading(&self.top);
        git.args(["remote", "get-url", "--push", &remote.name]);
        let address = call::ask(git)?.unwrap_or_default();
        Ok(local_path(address.trim(), &self.top).is_some())
    }
}

/// The line of git's words that says what was the matter.
fn pick_telling_line(words: &str) -> String {
    let tells = |line: &&str| ["fatal:", "error:", "!", "remote:"].iter().any(|sign| line.starts_with(sign));
    let line = words.lines().find(tells).unwrap_or_else(|| first_line(words));
    line.trim_start_matches("fatal: ").trim_start_matches("error: ").trim().to_owned()
}
