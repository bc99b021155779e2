/** What `load` gives, which is fetched when it is first asked for. What could not be fetched is asked for again the next
 * time. */
export function onFirstUse<Type>(load: () => Promise<Type>): () => Promise<Type> {
  let loaded: Promise<Type> | undefined;
  return async () => {
    loaded ??= load();
    try {
      return await loaded;
    } catch (error) {
      loaded = undefined;
      throw error;
    }
  };
}
