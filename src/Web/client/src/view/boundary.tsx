import { Component, type ComponentChildren } from 'preact';
import { Banner } from './banner';
import { Numbers } from './numbers';
import { view } from './view-words';

/** A mistake in one part must leave words and a way on, never an empty page. */
export class Boundary extends Component<{ children?: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ broken: true });
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const say = view();
    return (
      <Banner tone="heed" icon="warn" title={say('broken.title')} live="alert">
        <p>{say('broken')}</p>
        <p>
          <button type="button" class="btn" onClick={() => location.reload()}>
            {say('broken.again')}
          </button>
        </p>
        <Numbers />
      </Banner>
    );
  }
}
