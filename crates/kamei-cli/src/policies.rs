//! `kamei policy`: the policies, and what they do with every attribute of the table.

use crate::args;
use crate::run::policy as preset;
use crate::say::{Say, Status, Stop};
use kamei::policy::Policy;

/// `kamei policy`.
pub(crate) fn policy(options: &args::Policy, say: &Say) -> Result<Status, Stop> {
    match &options.what {
        args::PolicyCommand::List => {
            for name in Policy::PRESETS {
                println!("{name}  {}", say.text(&format!("policy-{name}"), &[]));
            }
            for name in Policy::LATER {
                println!("{name}  {}", say.text("policy-later", &[]));
            }
        }
        args::PolicyCommand::Show { name } => {
            let policy = preset(name)?;
            println!("{} {}", policy.name(), policy.edition());
            for line in policy.lines() {
                println!("{} {:<44} {:<8} {}", line.tag, line.name, line.code, say.text(line.message_id, &[]));
            }
        }
        args::PolicyCommand::Diff { left, right } => {
            let (left, right) = (preset(left)?, preset(right)?);
            let mut differs = 0;
            for (a, b) in left.lines().zip(right.lines()).filter(|(a, b)| a.message_id != b.message_id) {
                differs += 1;
                println!("{} {}: {} -> {}", a.tag, a.name, say.text(a.message_id, &[]), say.text(b.message_id, &[]));
            }
            say.line("policy-diff", &[("n", differs.into())]);
        }
    }
    Ok(Status::Done)
}
