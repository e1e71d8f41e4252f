import { useQuery } from '@tanstack/react-query'
import { api } from '@/lib/api'

export interface Booking {
  id: string
  code: string
  service: string
  start: string
  end: string
  local_start: string
  party_size: number
  resources: string[]
  customer: { name: string; phone: string }
  status: string
  revision: number
  notes?: string
}

export const useBookings = (business: string) =>
  useQuery({ queryKey: ['bookings', business], queryFn: () => api.get<Booking[]>(`/businesses/${business}/bookings`), refetchInterval: 10_000 })
