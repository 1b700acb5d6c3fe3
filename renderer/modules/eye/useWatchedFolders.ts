import { useEffect, useState } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { queryClient, useCall } from '../../api/useCall.ts'
import { useMay } from '../../app/session.ts'

type Watched = Output<'eye.device.watch'>
const LOOK_MS = 5_000
const SHOWN_FILES = 5

/**
 * Has the folders of this workstation looked into while a page of the clinic is open, and the lists of results loaded again
 * when a file came; answers what the last look found and which files came since the page was opened, the latest first.
 */
export function useWatchedFolders(): Pick<Watched, 'folders' | 'refused'> & { readonly came: Watched['read'] } {
  const mayWrite = useMay('eye.write')
  const { data } = useCall('eye.device.watch', null, { enabled: mayWrite, refetchIntervalMs: LOOK_MS })
  const [seen, setSeen] = useState(data)
  const [came, setCame] = useState<Watched['read']>([])
  if (data !== seen) {
    setSeen(data)
    if (data && data.read.length > 0) setCame([...data.read.toReversed(), ...came].slice(0, SHOWN_FILES))
  }
  useEffect(() => {
    if (data && data.read.length > 0) void queryClient.invalidateQueries({ predicate: ({ queryKey: [name] }) => name === 'eye.device.rows' || name === 'eye.device.files' || name === 'eye.device.offered' || name === 'eye.group.eyes' })
  }, [data])
  return { folders: data?.folders ?? [], refused: data?.refused ?? [], came }
}
