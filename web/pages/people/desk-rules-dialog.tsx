import { useState } from 'preact/hooks';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Choice } from '#web/components/choice/choice.tsx';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { TextField } from '#web/components/text-field/text-field.tsx';
import { ChangedNote } from '#web/keeping/changed-note.tsx';
import { useWords } from '#web/language/language.tsx';
import { PersonField } from './person-field.tsx';
import { type DeskSettings, type Settings, useKeepSettings } from './use-desk-settings.ts';
import { PEOPLE_WORDS } from './words.ts';

const NIGHT = { from: '21:00', to: '06:30', except: ['crisis'], daysOff: true } as const;

interface DeskRulesDialogProps {
  readonly desk: DeskSettings;
  readonly onClose: () => void;
}

/** Changes how the desk tells people. */
export function DeskRulesDialog({ desk, onClose }: DeskRulesDialogProps) {
  const words = useWords(PEOPLE_WORDS);
  const refusalOf = useRefusal();
  const [rules, setRules] = useState<Settings>(desk.settings);
  const { keeping, keep } = useKeepSettings(desk);
  const confirm = async () => {
    const { rota: _, leave: __, daysOff: ___, workingDays: ____, ...said } = rules;
    if (await keep(() => said)) onClose();
  };
  return (
    <Dialog
      title={words.settings}
      confirm={words.save}
      isBusy={keeping.isRunning}
      refusal={refusalOf(keeping.error)}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Behind rules={rules} onChange={setRules} />
      <StepFields level="crisis" rules={rules} onChange={setRules} />
      <StepFields level="alert" rules={rules} onChange={setRules} />
      <PeaceFields rules={rules} onChange={setRules} />
      <ChangedNote keeping={keeping} />
    </Dialog>
  );
}

interface FieldsProps {
  readonly rules: Settings;
  readonly onChange: (rules: Settings) => void;
}

/** Who stands behind whoever is on duty. */
function Behind({ rules, onChange }: FieldsProps) {
  const words = useWords(PEOPLE_WORDS);
  const { lead, director, ...others } = rules;
  const put = (behind: { readonly lead?: string | undefined; readonly director?: string | undefined }) =>
    onChange({
      ...others,
      ...(behind.lead ? { lead: behind.lead } : {}),
      ...(behind.director ? { director: behind.director } : {}),
    });
  return (
    <>
      <PersonField label={words.lead} isCityWide value={lead ?? ''} onChange={(id) => put({ lead: id, director })} />
      <PersonField
        label={words.director}
        isCityWide
        value={director ?? ''}
        onChange={(id) => put({ lead, director: id })}
      />
      <TextField
        label={words.handOver}
        type="time"
        isRequired
        value={rules.handOverAt}
        onChange={(handOverAt) => onChange({ ...rules, handOverAt })}
      />
    </>
  );
}

/** The minutes after which people are reminded and told. */
function StepFields({ level, rules, onChange }: FieldsProps & { readonly level: 'crisis' | 'alert' }) {
  const words = useWords(PEOPLE_WORDS);
  const steps = rules[level];
  const put = (changed: Partial<Settings['crisis']>) => onChange({ ...rules, [level]: { ...steps, ...changed } });
  const [remind, setRemind] = useState(steps.remindAfter.join(', '));
  const minutes = (name: 'stalledAfter' | 'stalledNextAfter' | 'insteadAfter', label: string) => (
    <TextField
      label={words.minutesLabel(label)}
      type="number"
      min="0"
      isRequired
      value={String(steps[name])}
      onChange={(text) => put({ [name]: Number(text) })}
    />
  );
  return (
    <fieldset class="people-steps">
      <legend class="strong">{words.ofLevel[level]}</legend>
      {steps.escalate.map(({ afterMinutes, tell }, index) => (
        <TextField
          key={tell}
          label={words.minutesLabel(isNamed(tell) ? words.tellAfter(words.escalateTo[tell]) : words.tellAfter(tell))}
          type="number"
          min="0"
          isRequired
          value={String(afterMinutes)}
          onChange={(text) => put({ escalate: steps.escalate.with(index, { tell, afterMinutes: Number(text) }) })}
        />
      ))}
      <TextField
        label={words.remind}
        value={remind}
        pattern="[0-9]+(\s*,\s*[0-9]+)*"
        help={words.remindHelp}
        onChange={(text) => {
          setRemind(text);
          put({ remindAfter: text.split(',').flatMap((part) => (part.trim() === '' ? [] : Number(part))) });
        }}
      />
      {minutes('stalledAfter', words.stalled)}
      {minutes('stalledNextAfter', words.stalledNext)}
      {minutes('insteadAfter', words.instead)}
    </fieldset>
  );
}

function isNamed(tell: string): tell is 'duty' | 'lead' | 'director' {
  return tell === 'duty' || tell === 'lead' || tell === 'director';
}

/** When people are left in peace, and what comes by mail once a day. */
function PeaceFields({ rules, onChange }: FieldsProps) {
  const words = useWords(PEOPLE_WORDS);
  const { quietHours } = rules;
  return (
    <>
      <Choice
        label={words.quiet}
        chosen={quietHours ? 'yes' : 'no'}
        options={[
          { id: 'no', name: words.noQuiet },
          { id: 'yes', name: words.hasQuiet },
        ]}
        onChoose={(id) => onChange({ ...rules, quietHours: id === 'yes' ? { ...NIGHT, except: ['crisis'] } : null })}
      />
      {quietHours && (
        <>
          <TextField
            label={words.quietFrom}
            type="time"
            isRequired
            value={quietHours.from}
            onChange={(from) => onChange({ ...rules, quietHours: { ...quietHours, from } })}
          />
          <TextField
            label={words.quietTo}
            type="time"
            isRequired
            value={quietHours.to}
            onChange={(to) => onChange({ ...rules, quietHours: { ...quietHours, to } })}
          />
        </>
      )}
      <label>
        <input
          type="checkbox"
          checked={rules.digest}
          onChange={({ currentTarget }) => onChange({ ...rules, digest: currentTarget.checked })}
        />{' '}
        {words.digest}
      </label>
      <TextField
        label={`${words.calm}: ${words.calmAt}`}
        type="time"
        value={rules.calmMailAt ?? ''}
        onChange={(at) => onChange({ ...rules, calmMailAt: at === '' ? null : at })}
      />
      <TextField
        label={`${words.remindShops}: ${words.calmAt}`}
        type="time"
        value={rules.remindShopsAt ?? ''}
        onChange={(at) => onChange({ ...rules, remindShopsAt: at === '' ? null : at })}
      />
    </>
  );
}
