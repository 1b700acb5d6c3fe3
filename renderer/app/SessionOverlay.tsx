import { useEffect, useRef } from 'react'
import { queryClient } from '../api/useCall.ts'
import { LockScreen } from '../modules/account/LockScreen.tsx'
import { Login } from '../modules/account/Login.tsx'
import { sessionRegained, setSession, useSession } from './session.ts'

/** Lies over the whole window while it is locked or signed out: nothing can be read, nothing typed is lost. */
export function SessionOverlay() {
  const { overlay, user } = useSession()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    // A modal dialog is above everything and takes the keyboard; the page below is inert.
    if (overlay && dialog.current && !dialog.current.open) dialog.current.showModal()
  }, [overlay])
  if (!overlay || !user) return null
  return (
    <dialog ref={dialog} className="session-overlay" onCancel={event => event.preventDefault()}>
      {overlay === 'lock'
        ? <LockScreen user={user} onUnlocked={() => sessionRegained(user)} onSignedOut={() => setSession({ overlay: 'login' })} />
        : <Login onSignedIn={next => { if (next.id !== user.id) queryClient.clear(); sessionRegained(next) }} />}
    </dialog>
  )
}
