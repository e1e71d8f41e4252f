import { Card, Empty, Fault } from '@/components/ui/card'
import { useBookings } from '@/features/bookings/api/bookings'
import { clockTime } from '@/lib/time'

export function BookingList({ business, timezone }: { business: string; timezone: string }) {
  const bookings = useBookings(business)
  return (
    <Card title="Bookings">
      <Fault error={bookings.error} />
      {bookings.data?.length === 0 && <Empty>Nothing is booked yet.</Empty>}
      {bookings.data && bookings.data.length > 0 && (
        <table className="w-full text-left text-sm">
          <thead className="text-xs text-stone-500">
            <tr>
              <th className="py-1 font-normal">When</th>
              <th className="font-normal">Who</th>
              <th className="font-normal">Party</th>
              <th className="font-normal">With</th>
              <th className="font-normal">Code</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-stone-100">
            {bookings.data.map((booking) => (
              <tr key={booking.id} className={booking.status === 'cancelled' ? 'text-stone-400 line-through' : ''}>
                <td className="py-1.5">{clockTime(booking.start, timezone)}</td>
                <td>{booking.customer.name}</td>
                <td>{booking.party_size}</td>
                <td>{booking.resources.join(', ')}</td>
                <td className="font-mono">{booking.code}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
