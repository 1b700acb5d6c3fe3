/** Where somebody is registered whom a form of this clinic waits for; the form's address says with `{person}` where the new one goes. */
export const registerAddress = (typed: string, sex: '1' | '2', next: string): string =>
  `/people/new?${new URLSearchParams({ next, sex, ...(typed ? { typed } : {}) })}`
