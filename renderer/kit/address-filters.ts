import { useSearchParams } from 'react-router'

/**
 * What narrows a list or chooses a paper stands in the address, so that coming back finds it again. A changed filter begins
 * at the first page; an empty value leaves the address.
 */
export function useAddressFilters(): { params: URLSearchParams; offset: number; change(next: Readonly<Record<string, string | null>>): void } {
  const [params, setParams] = useSearchParams()
  const change = (next: Readonly<Record<string, string | null>>): void => setParams(before => {
    const changed = new URLSearchParams(before)
    for (const [name, value] of Object.entries(next)) if (value) changed.set(name, value); else changed.delete(name)
    if (!('offset' in next)) changed.delete('offset')
    return changed
  }, { replace: true })
  return { params, offset: Number(params.get('offset') ?? 0), change }
}
