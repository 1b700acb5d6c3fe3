import { useState } from 'react'
import { useUser } from '../../app/session.ts'

type Kept = { userId: string; month: string; checkJobId: string | null; sealJobId: string | null }

// Work goes on in the core while another page is open; coming back finds it again. Forgotten when the window closes.
let kept: Kept | null = null

/** The month being worked on and its jobs, for as long as this user sits here. */
export function usePackageWork(firstMonth: string): Omit<Kept, 'userId'> & { set(change: Partial<Omit<Kept, 'userId'>>): void } {
  const { id: userId } = useUser()
  const [work, setWork] = useState<Kept>(() => (kept?.userId === userId ? kept : { userId, month: firstMonth, checkJobId: null, sealJobId: null }))
  return {
    ...work,
    set: change => setWork(now => {
      const next = { ...now, ...change }
      kept = next
      return next
    }),
  }
}
