// The guests of a visit: known people of the city with a checkbox, in order of precedence, and others by name.
import { useRef } from 'react';
import { useWords } from '../../bridge/i18n.ts';
import { Icon } from '../../parts/icon.tsx';

export interface Guest {
  /** Record id; absent for a name that was typed. */
  readonly person?: string | undefined;
  readonly name: string;
  readonly post: string;
}

interface PartyProps {
  readonly people: readonly { readonly id: string; readonly name: string; readonly post: string }[];
  readonly party: readonly Guest[];
  readonly onParty: (party: readonly Guest[]) => void;
  /** What stands in the line for one more guest. */
  readonly adding: Guest;
  readonly onAdding: (guest: Guest) => void;
  /** What is wrong with that line. */
  readonly problem: string | undefined;
}

export const noGuest: Guest = { name: '', post: '' };

/** @returns the guest without blanks at the ends */
export const trimmed = ({ person, name, post }: Guest): Guest => ({ person, name: name.trim(), post: post.trim() });

export function Party({ people, party, onParty, adding, onAdding, problem }: PartyProps) {
  const words = useWords();
  const coming = new Set(party.map((guest) => guest.person));
  const others = party.filter((guest) => guest.person === undefined);
  const tick = (id: string) => {
    const known = people.filter((one) => (one.id === id ? !coming.has(id) : coming.has(one.id)));
    onParty([...known.map((one): Guest => ({ person: one.id, name: one.name, post: one.post })), ...others]);
  };
  return (
    <fieldset className="party">
      <legend className="form-label">{words('visits.party')}</legend>
      {people.map((one) => (
        <label key={one.id} className="check">
          <input type="checkbox" checked={coming.has(one.id)} onChange={() => tick(one.id)} />
          {one.name} <span className="quiet-text">{one.post}</span>
        </label>
      ))}
      <ul className="others">
        {others.map((guest) => (
          <li key={`${guest.name} ${guest.post}`}>
            {guest.name} <span className="quiet-text">{guest.post}</span>
            <button
              type="button"
              className="icon-button"
              aria-label={words('visits.leaveOut', { name: guest.name })}
              onClick={() => onParty(party.filter((one) => one !== guest))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <AddGuest adding={adding} onAdding={onAdding} problem={problem} onAdd={(guest) => onParty([...party, guest])} />
    </fieldset>
  );
}

interface AddGuestProps extends Pick<PartyProps, 'adding' | 'onAdding' | 'problem'> {
  readonly onAdd: (guest: Guest) => void;
}

function AddGuest({ adding, onAdding, problem, onAdd }: AddGuestProps) {
  const words = useWords();
  const { name, post } = adding;
  const nameField = useRef<HTMLInputElement>(null);
  const add = () => {
    if (name.trim() === '') return;
    onAdd(trimmed(adding));
    onAdding(noGuest);
    nameField.current?.focus();
  };
  /** Enter adds a guest; it does not enter the visit. */
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing || (name.trim() === '' && post.trim() === '')) return;
    event.preventDefault();
    add();
  };
  const common = { className: 'field', onKeyDown };
  return (
    <div className="add-guest">
      <input
        {...common}
        id="guest-name"
        ref={nameField}
        aria-invalid={problem !== undefined}
        aria-label={words('visits.guestName')}
        placeholder={words('visits.guestName')}
        value={name}
        onChange={(event) => onAdding({ ...adding, name: event.target.value })}
      />
      <input
        {...common}
        aria-label={words('visits.guestPost')}
        placeholder={words('visits.guestPost')}
        value={post}
        onChange={(event) => onAdding({ ...adding, post: event.target.value })}
      />
      <button type="button" className="button small" onClick={add}>
        {words('visits.addGuest')}
      </button>
      {problem && (
        <p className="editor-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
