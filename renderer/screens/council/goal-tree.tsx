// A strategy as a tree: purposes, sections, measures. The same records as in the tables, moved and renamed here.
import { useState } from 'react';
import type { ListedRow } from '../../../electron/contract/records.ts';
import { useWords } from '../../bridge/i18n.ts';
import { type Destination, destinationOf } from '../../bridge/navigation.ts';
import { Ask } from '../../parts/ask.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useChoices } from './choices.tsx';
import { type GoalTreeState, useGoalTree, useRenumbering } from './use-goal-tree.ts';

export function GoalTree({ onTable, onGo }: { onTable: () => void; onGo: (destination: Destination) => void }) {
  const words = useWords();
  const strategies = useChoices('strategy');
  const [chosen, setChosen] = useState<string>();
  const strategy = chosen ?? strategies[0]?.id ?? '';
  const tree = useGoalTree(strategy);
  const renumbering = useRenumbering(strategy);
  const roots = tree.children(null);
  return (
    <section className="exchange-screen">
      <h1 className="screen-title">{words('nav.council')}</h1>
      <div className="period-bar">
        <button type="button" className="button" onClick={onTable}>
          {words('council.showTable')}
        </button>
        <label className="inline-field">
          {words('tables.strategy')}
          <select className="field" value={strategy} onChange={(event) => setChosen(event.target.value)}>
            {strategies.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="button" disabled={strategy === ''} onClick={renumbering.ask}>
          {words('council.renumber')}
        </button>
      </div>
      {renumbering.count > 0 && (
        <Ask
          title={words('council.renumberNow')}
          text={words('council.renumberAsk', { count: renumbering.count })}
          yes={words('council.renumberNow')}
          onYes={renumbering.confirm}
          onNo={renumbering.cancel}
        />
      )}
      <ul className="goal-tree" aria-label={words('tables.goal')}>
        {roots.map((goal) => (
          <Branch key={goal.id} tree={tree} goal={goal} siblings={roots} level={1} onGo={onGo} />
        ))}
      </ul>
    </section>
  );
}

interface BranchProps {
  readonly tree: GoalTreeState;
  readonly goal: ListedRow;
  readonly siblings: readonly ListedRow[];
  readonly level: number;
  readonly onGo: (destination: Destination) => void;
}

function Branch(props: BranchProps) {
  const { tree, goal, level, onGo } = props;
  const [open, setOpen] = useState(true);
  const inner = tree.children(goal.id);
  const measures = tree.measuresOf(goal.id);
  const count = measures.length + inner.reduce((sum, one) => sum + tree.measuresOf(one.id).length, 0);
  return (
    <li>
      <GoalLine {...props} open={open} count={count} onToggle={() => setOpen(!open)} />
      {open && (
        <ul>
          {inner.map((one) => (
            <Branch key={one.id} tree={tree} goal={one} siblings={inner} level={level + 1} onGo={onGo} />
          ))}
          {measures.map((measure) => (
            <MeasureLine key={measure.id} tree={tree} goal={goal} measure={measure} onGo={onGo} />
          ))}
        </ul>
      )}
    </li>
  );
}

interface GoalLineProps extends BranchProps {
  readonly open: boolean;
  readonly count: number;
  readonly onToggle: () => void;
}

function GoalLine({ tree, goal, siblings, level, onGo, open, count, onToggle }: GoalLineProps) {
  const words = useWords();
  const at = siblings.indexOf(goal);
  return (
    <div className={`tree-line level-${level}`}>
      <button type="button" className="icon-button" aria-expanded={open} aria-label={words(open ? 'council.fold' : 'council.unfold')} onClick={onToggle}>
        <Icon name={open ? 'unfolded' : 'forward'} />
      </button>
      <button type="button" className="link tree-name" onClick={() => onGo(destinationOf('goal', goal.id))}>
        {String(goal.values.code ?? '')} {tree.nameOf('goal', goal)}
      </button>
      <span className="count">{count}</span>
      <button type="button" className="icon-button" disabled={at === 0} aria-label={words('council.moveUp')} onClick={() => tree.swap(goal, siblings[at - 1])}>
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="icon-button"
        disabled={at === siblings.length - 1}
        aria-label={words('council.moveDown')}
        onClick={() => tree.swap(goal, siblings[at + 1])}
      >
        <Icon name="down" />
      </button>
    </div>
  );
}

function MeasureLine({ tree, goal, measure, onGo }: Pick<BranchProps, 'tree' | 'goal' | 'onGo'> & { readonly measure: ListedRow }) {
  const words = useWords();
  const name = tree.nameOf('measure', measure);
  return (
    <li>
      <div className="tree-line measure">
        <button type="button" className="link tree-name" onClick={() => onGo(destinationOf('measure', measure.id))}>
          {String(measure.values.number)} {name}
        </button>
        <select
          className="field"
          aria-label={words('council.moveTo', { name })}
          value={goal.id}
          onChange={(event) => tree.moveMeasure(measure, event.target.value)}
        >
          {tree.goals.map((other) => (
            <option key={other.id} value={other.id}>
              {String(other.values.code ?? '')} {tree.nameOf('goal', other)}
            </option>
          ))}
        </select>
      </div>
    </li>
  );
}
