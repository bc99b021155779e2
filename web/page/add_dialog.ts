/** Adds the markup of a dialog that the first visit does not need: whoever shows it is loaded with it when it is first used. */
export function addDialog(markup: string, place: HTMLElement = document.body): void {
  place.insertAdjacentHTML('beforeend', markup);
}
