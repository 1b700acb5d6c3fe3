export default function MissedTab() {
  return null
}
