import { Icon } from './icons';

/** The end of a form that takes a while: what went wrong, what comes next, and the button. */
export function FormFoot({ error, next, working, go, isWorking }: { error: string | undefined; next: string; working: string; go: string; isWorking: boolean }) {
  return (
    <>
      {error === undefined ? null : (
        <p class="error" role="alert">
          <Icon name="warn" />
          <span>{error}</span>
        </p>
      )}
      <p class="next small">
        <Icon name="clock" />
        <span>{next}</span>
      </p>
      <p class="small muted" role="status">
        {isWorking ? working : ''}
      </p>
      <button type="submit" class="btn btn--main" aria-disabled={isWorking ? 'true' : undefined}>
        {go}
      </button>
    </>
  );
}
