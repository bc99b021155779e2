import { element } from './element';

/** Says, above the controls, that a new version of the page is there, and changes to it when asked. */
export function offerNewVersion(reload: () => void): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Reload';
  button.onclick = reload;
  element('new-version', HTMLElement).replaceChildren('A new version of this page is ready. ', button);
}
