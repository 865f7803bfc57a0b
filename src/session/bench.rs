//! Fourth step: one input under the plan. Stateless but for what the plan compiles to.

use super::{Plan, PlanError, Surveyed};
use crate::detect::Cleaner;
use crate::formats::{self, Finding, Limits, Rewritten, Task};
use crate::identity::{Digest, Evidence, Pseudonyms};
use crate::outcome::{Code, Fate, Outcome, Output, Reason};
use crate::policy::Deed;
use dicom_parser_wasm::Source;

/// A plan, compiled, ready to rewrite inputs one by one.
#[derive(Debug)]
pub struct Bench {
    plan: Plan,
    pseudonyms: Pseudonyms,
    cleaner: Cleaner,
    limits: Limits,
}

impl Bench {
    /// A bench for a plan.
    ///
    /// # Errors
    /// [`PlanError`] for a plan that cannot be compiled.
    pub fn new(plan: Plan, limits: Limits) -> Result<Self, PlanError> {
        let (pseudonyms, cleaner) = (Pseudonyms::new(&plan.key()?), plan.cleaner()?);
        Ok(Self { plan, pseudonyms, cleaner, limits })
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Decides about one input and, where it may be written, rewrites it.
    pub fn rewrite(&self, surveyed: &Surveyed, source: &dyn Source) -> Outcome {
        match self.rewritten(surveyed, source) {
            Ok(Rewritten { path, rope, changes }) => {
                let output = Some(Output { path, rope, changes });
                Outcome { fate: Fate::Written, output, ..of(surveyed) }
            }
            Err(reason) => failed(surveyed, reason),
        }
    }

    fn rewritten(&self, surveyed: &Surveyed, source: &dyn Source) -> Result<Rewritten, Reason> {
        let series = match &surveyed.finding {
            Finding::Ready { evidence, .. } => evidence.series.as_str(),
            Finding::Held(_) => "",
        };
        // Contradictions stopped the plan; a plan from elsewhere that holds one releases nothing.
        let deeds = self.plan.decisions.about(&surveyed.path, series);
        let deeds = deeds.map_err(|_| Reason::new(Code::DecisionNotSupported))?;
        if deeds.contains(&Deed::Exclude) {
            return Err(Reason::new(Code::ByDecision));
        }
        let (evidence, risks) = match &surveyed.finding {
            Finding::Held(reason) => return Err(reason.clone()),
            Finding::Ready { evidence, risks } => (evidence, risks),
        };
        let sha256 = self.is_first(surveyed)?;
        undecided(risks, &deeds)?;
        if source.len() != surveyed.bytes {
            return Err(Reason::new(Code::Changed));
        }
        let task = Task {
            policy: &self.plan.policy,
            pseudonyms: &self.pseudonyms,
            cleaner: &self.cleaner,
            evidence,
            deeds: &deeds,
            limits: &self.limits,
        };
        let rewritten = formats::rewrite(surveyed.kind, source, &task)?;
        Ok(Rewritten { path: self.number(rewritten.path, evidence, sha256), ..rewritten })
    }

    /// Of inputs with the same bytes one stands for all.
    fn is_first(&self, surveyed: &Surveyed) -> Result<Digest, Reason> {
        let sha256 = surveyed.sha256.ok_or_else(|| Reason::new(Code::Unreadable))?;
        match self.plan.shared.get(&sha256) {
            Some(first) if *first != surveyed.path => Err(Reason::new(Code::SameBytes)),
            _ => Ok(sha256),
        }
    }

    /// Contents that carry one SOP Instance UID are all written, each under a name of its own: which of them is
    /// right only the hospital knows. The record warns.
    fn number(&self, path: String, evidence: &Evidence, sha256: Digest) -> String {
        let contents = self.plan.conflicts.get(&evidence.instance);
        match contents.and_then(|contents| contents.iter().position(|digest| *digest == sha256)) {
            None | Some(0) => path,
            Some(n) => match path.rsplit_once('.') {
                Some((stem, end)) => format!("{stem}-{}.{end}", n + 1),
                None => format!("{path}-{}", n + 1),
            },
        }
    }
}

/// The outcome of an input that is not written, for this reason: also of one whose bytes could not be had any more
/// while they were written out, or that met a defect of this program.
pub fn failed(surveyed: &Surveyed, reason: Reason) -> Outcome {
    Outcome { fate: reason.code.fate(), reason: Some(reason), ..of(surveyed) }
}

fn of(surveyed: &Surveyed) -> Outcome {
    let Surveyed { path, sha256, bytes, kind, .. } = surveyed.clone();
    Outcome { path, kind, sha256, bytes, fate: Fate::Withheld, reason: None, output: None }
}

/// The first risk that no decision answers; decisions that this version cannot carry out withhold the file.
fn undecided(risks: &[Code], deeds: &[Deed]) -> Result<(), Reason> {
    if deeds.iter().any(|deed| matches!(deed, Deed::Mask | Deed::RemoveSurface)) {
        return Err(Reason::new(Code::DecisionNotSupported));
    }
    for risk in risks {
        let answered = match risk {
            Code::BurnedInRisk => deeds.contains(&Deed::Clear),
            Code::FaceRisk => deeds.contains(&Deed::KeepSurface),
            // Documents, films and sound cannot be looked through yet; "clear" would pass them on unseen.
            _ => false,
        };
        if !answered {
            return Err(Reason::new(*risk));
        }
    }
    Ok(())
}
