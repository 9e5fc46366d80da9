import type { Catalogue } from '#domain/catalogue.ts';
import type { Suggestion, SuggestionState } from '#domain/matching/suggestion.ts';
import { Problem } from '#runtime/problem.ts';
import type { AuditPort } from './audit.ts';
import { describeSuggestion } from './describe-suggestion.ts';
import { requireOwn, type StaffMember } from './own-places.ts';

export interface DecideSuggestionPorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly readSuggestion: (id: string) => Promise<Suggestion | undefined>;
  readonly decideSuggestion: (suggestion: Suggestion, from: SuggestionState) => Promise<boolean>;
}

interface Decision {
  readonly staff: StaffMember;
  readonly params: { readonly id: string };
  readonly body: { readonly note?: string; readonly reason?: string };
}

/** From which states a decision may be taken: what was accepted may still fall through. */
const VALID_PRIOR_STATES: Readonly<Record<'accepted' | 'declined', readonly SuggestionState[]>> = {
  accepted: ['proposed'],
  declined: ['proposed', 'accepted'],
};

/** `POST /v1/suggestions/{id}/accept` and `/decline`: somebody will call, or says why nobody will; nothing is ordered. */
export function decideSuggestion(ports: DecideSuggestionPorts, state: 'accepted' | 'declined') {
  return async ({ staff, params, body }: Decision) => {
    const suggestion = await ports.readSuggestion(params.id);
    if (!suggestion) {
      throw new Problem(404, 'unknown-suggestion', { vi: 'Không có gợi ý này.', en: 'There is no such suggestion.' });
    }
    requireOwn(staff, ports.catalogue, suggestion.to.place);
    if (!VALID_PRIOR_STATES[state].includes(suggestion.state)) throw alreadyDecided(suggestion.state);
    const reason = body.reason ?? body.note;
    const decision = { at: ports.clock(), by: staff.name, ...(reason ? { reason } : {}) };
    const decided: Suggestion = { ...suggestion, state, decision };
    if (!(await ports.decideSuggestion(decided, suggestion.state))) {
      throw alreadyDecided((await ports.readSuggestion(params.id))?.state ?? suggestion.state);
    }
    await ports.audit(staff, {
      action: `suggestion-${state}`,
      subject: `suggestion/${suggestion.id}`,
      before: suggestion.state,
      after: decision,
    });
    return { status: 200 as const, body: describeSuggestion(decided, ports.catalogue) };
  };
}

function alreadyDecided(state: SuggestionState): Problem {
  return new Problem(
    409,
    'already-decided',
    { vi: 'Gợi ý này đã được xử lý.', en: 'This suggestion has been decided already.' },
    { state },
  );
}
