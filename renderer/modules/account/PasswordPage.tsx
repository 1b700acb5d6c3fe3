import { useNavigate } from 'react-router'
import { ChangePassword } from './ChangePassword.tsx'

/** The change of one's own password, wished for from the frame. */
export default function PasswordPage() {
  const navigate = useNavigate()
  const leave = (): void => void navigate('/')
  return <ChangePassword forced={false} onDone={leave} onCancel={leave} />
}
