import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/lib/api'

export type Text = Record<string, string>

export interface OpenHours {
  days: string[]
  opens: string
  closes: string
}

export interface Overlay {
  kind: 'sold_out' | 'closing_early' | 'notice'
  first: string
  last: string
  service: string | null
  closes: string | null
  text: Text
}

export interface Business {
  id: string
  version: number
  name: string
  vertical: string
  timezone: string
  currency: string
  numbers: string[]
  address: string
  hours: OpenHours[]
  overlays: Overlay[]
  services: { id: string; name: Text; price: string | null }[]
  menu: { id: string; name: Text; price: string; section: string }[]
}

export interface BusinessChange {
  version: number
  hours?: OpenHours[]
  prices?: Record<string, string>
  overlays?: Overlay[]
}

export const useBusinesses = () => useQuery({ queryKey: ['businesses'], queryFn: () => api.get<Business[]>('/businesses') })

export const useBusiness = (id: string) => useQuery({ queryKey: ['business', id], queryFn: () => api.get<Business>(`/businesses/${id}`), enabled: id !== '' })

export function useChangeBusiness(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: BusinessChange) => api.patch<Business>(`/businesses/${id}`, change),
    onSettled: () => queries.invalidateQueries({ queryKey: ['business', id] }),
  })
}
