import { useState } from 'preact/hooks';
import type { Invitee } from '../../care/invitations';
import type { Clinic } from '../../care/types';
import type { Role } from '../../care/wire';
import { Ask } from '../../view/ask';
import { Banner } from '../../view/banner';
import { Choices } from '../../view/choices';
import { Field } from '../../view/field';
import { peopleWords } from './people-words';

const staffRoles = ['clinician', 'crisis', 'front-desk', 'administrator'] as const;

/** Whom to invite: staff only by administrators who are stewards, patients only once two stewards keep the list. */
export function InviteDialog(props: { clinic: Clinic; role: Role; onInvite: (invitee: Invitee) => Promise<void>; onClose: () => void }) {
  const say = peopleWords();
  const { clinic } = props;
  const enough = clinic.stewards >= 2;
  const mayStaff = clinic.steward && props.role === 'administrator';
  const [role, setRole] = useState<Role | null>(null);
  const [name, setName] = useState('');
  const [steward, setSteward] = useState(!enough);
  const roles: Role[] = [...(enough ? ['patient' as const] : []), ...(mayStaff ? staffRoles : [])];
  const given = name.trim();

  const missing = (): string => {
    if (role === null) return say('invite.missing.who');
    if (given === '') return say('invite.missing.name');
    return new TextEncoder().encode(given).length > 64 ? say('invite.long') : '';
  };

  return (
    <Ask
      title={say('invite.title')}
      act={say('invite.go')}
      missing={missing()}
      working={say('invite.working')}
      onAct={() => props.onInvite({ name: given, role: role as Role, steward: role !== 'patient' && steward })}
      onClose={props.onClose}
      disabled={roles.length === 0}
    >
      {enough ? null : <Banner icon="info" title={say('invite.second')} />}
      <Choices
        legend={say('invite.who')}
        name="role"
        chosen={role}
        onChoose={setRole}
        options={roles.map((value) => ({ value, words: say(`role.${value}`), hint: say(`invite.${value}.hint`) }))}
      />
      <Field label={say('invite.name')} hint={say('invite.name.hint')} value={name} onInput={setName} maxLength={64} />
      {role === null || role === 'patient' ? null : (
        <label class="choice">
          <input type="checkbox" checked={steward} onChange={(event) => setSteward(event.currentTarget.checked)} />
          <span>{say('invite.steward')}</span>
        </label>
      )}
    </Ask>
  );
}
