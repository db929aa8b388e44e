export interface Choice<V extends string> {
  value: V;
  words: string;
  hint?: string;
}

/** One of several, as big targets in a fieldset. */
export function Choices<V extends string>(props: { legend: string; name: string; options: readonly Choice<V>[]; chosen: V | null; onChoose: (value: V) => void }) {
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      <div class="choices">
        {props.options.map((option) => (
          <label class="choice" key={option.value}>
            <input type="radio" name={props.name} value={option.value} checked={props.chosen === option.value} onChange={() => props.onChoose(option.value)} />
            <span>
              <strong>{option.words}</strong>
              {option.hint === undefined ? null : <span class="hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
