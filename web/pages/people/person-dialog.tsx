import { useState } from 'preact/hooks';
import { call } from '#web/asking/answers.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Choice } from '#web/components/choice/choice.tsx';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { TextField } from '#web/components/text-field/text-field.tsx';
import { ChangedNote } from '#web/keeping/changed-note.tsx';
import { useKeep } from '#web/keeping/use-keep.ts';
import { useWords } from '#web/language/language.tsx';
import { ChannelFields } from './channel-fields.tsx';
import { bodyOf, EVERYWHERE, GROUPS, LEVELS, PEOPLE_ANSWERS, type Person, type PersonBody } from './person.ts';
import { PersonField } from './person-field.tsx';
import { PlaceFields } from './place-fields.tsx';
import { PEOPLE_WORDS } from './words.ts';

interface PersonDialogProps {
  /** None to enter a new one. */
  readonly person?: Person;
  readonly onClose: () => void;
}

const NEW: PersonBody = {
  name: '',
  group: 'staff',
  places: [EVERYWHERE],
  language: 'vi',
  channels: [{ kind: 'mail' }],
  levels: ['alert', 'crisis'],
};

/** Enters a person, or changes one. */
export function PersonDialog({ person, onClose }: PersonDialogProps) {
  const words = useWords(PEOPLE_WORDS);
  const refusalOf = useRefusal();
  const [body, setBody] = useState(() => (person ? bodyOf(person) : NEW));
  const [emails, setEmails] = useState(person?.emails?.join(', ') ?? '');
  const keeping = useKeep<Person>({
    subject: `person/${person?.id}`,
    before: person,
    readNow: () => call('GET /v1/people/{id}', { params: { id: person?.id ?? '' } }),
  });
  const keep = async () => {
    const { phone = '', deputy = '', ...rest } = body;
    const said: PersonBody = {
      ...rest,
      emails: emails.split(/[,;\s]+/).filter((email) => email !== ''),
      ...(phone.trim() === '' ? {} : { phone }),
      ...(deputy === '' ? {} : { deputy }),
    };
    const isKept = await keeping.run(async () => {
      if (person) await call('PUT /v1/people/{id}', { params: { id: person.id }, body: said });
      else await call('POST /v1/people', { body: said });
      await askAgain(...PEOPLE_ANSWERS);
    });
    if (isKept) onClose();
  };
  return (
    <Dialog
      title={person ? words.editTitle : words.addTitle}
      confirm={words.save}
      isBusy={keeping.isRunning}
      refusal={refusalOf(keeping.error)}
      onConfirm={() => void keep()}
      onClose={onClose}
    >
      <TextField
        label={words.name}
        value={body.name}
        isRequired
        maxLength={120}
        onChange={(name) => setBody({ ...body, name })}
      />
      <TextField
        label={words.phone}
        type="tel"
        value={body.phone ?? ''}
        maxLength={30}
        onChange={(phone) => setBody({ ...body, phone })}
      />
      <TextField label={words.emails} value={emails} help={words.emailsHelp} onChange={setEmails} />
      <Choice
        label={words.group}
        chosen={body.group ?? 'staff'}
        options={GROUPS.map((id) => ({ id, name: words.groups[id] }))}
        onChoose={(group) => setBody({ ...body, group })}
      />
      <p class="note">{words.groupHelp}</p>
      <PlaceFields places={body.places} onChange={(places) => setBody({ ...body, places })} />
      <PersonField
        label={words.deputyLabel}
        without={person?.id}
        value={body.deputy ?? ''}
        onChange={(deputy) => setBody({ ...body, deputy })}
      />
      <Choice
        label={words.language}
        chosen={body.language ?? 'vi'}
        options={(['vi', 'en'] as const).map((id) => ({ id, name: words.languages[id] }))}
        onChoose={(language) => setBody({ ...body, language })}
      />
      <ChannelFields channels={body.channels ?? []} onChange={(channels) => setBody({ ...body, channels })} />
      <LevelFields body={body} onChange={setBody} />
      <ChangedNote keeping={keeping} />
    </Dialog>
  );
}

interface FieldsProps {
  readonly body: PersonBody;
  readonly onChange: (body: PersonBody) => void;
}

function LevelFields({ body, onChange }: FieldsProps) {
  const words = useWords(PEOPLE_WORDS);
  const { levels = [] } = body;
  return (
    <fieldset class="person-checks">
      <legend class="strong">{words.levelsLabel}</legend>
      {LEVELS.map((level) => (
        <label key={level}>
          <input
            type="checkbox"
            checked={levels.includes(level)}
            onChange={({ currentTarget }) =>
              onChange({
                ...body,
                levels: LEVELS.filter((one) => (one === level ? currentTarget.checked : levels.includes(one))),
              })
            }
          />{' '}
          {words.levels[level]}
        </label>
      ))}
    </fieldset>
  );
}
