export default function InviteTab() {
  return null
}
