/** One page for the home: what to do tonight, in plain words. Nothing about anyone's burglary. */
import { Sheet } from './Sheet.tsx'
import { WIDE } from './words.ts'

/** Names and numbers of the force; what is missing prints as a line to write on. */
export interface LeafletProps {
  readonly force: string
  readonly contact: string
}

const Line = ({ text, label }: { text: string; label: string }) =>
  text.trim() === '' ? <span className="write-on" aria-label={label} /> : <b>{text}</b>

/** The leaflet. Unmarked: it is made to be left at the door. */
export const Leaflet = ({ force, contact }: LeafletProps) => (
  <Sheet className="leaflet" marking="" pages={false}>
    <p className="from">
      <Line text={force} label="Name of the force" />
    </p>
    <h1>There has been a burglary near here</h1>
    <p className="lead">
      We are calling on the homes around. After a burglary, homes close by are more likely than usual to be
      tried for a few weeks. Please check the four things below today and keep them up for the next six weeks.
    </p>
    <ol className="wide">
      {WIDE.map((w) => (
        <li key={w.initial}>
          <span className="initial" aria-hidden="true">
            {w.initial}
          </span>
          <div>
            <h2>{w.item}</h2>
            <p>{w.plain}</p>
          </div>
        </li>
      ))}
    </ol>
    <h2>Also worth a minute</h2>
    <ul className="also">
      <li>Keep keys, bags and parcels where they cannot be seen or reached from the door.</li>
      <li>Lock the side gate and the shed. Put ladders and tools away.</li>
      <li>Tell a neighbour you trust when you are going away.</li>
      <li>
        If you have a doorbell or dash camera, keep the recordings of the last week: they may help. Look at
        them for anyone trying doors.
      </li>
    </ul>
    <div className="calls">
      <p>
        <b>Happening now?</b>
        <strong>999</strong>
        <span>Do not go near them. Say what you see.</span>
      </p>
      <p>
        <b>Saw something?</b>
        <strong>101</strong>
        <span>Or report it on our website.</span>
      </p>
      <p>
        <b>Your local officers</b>
        <Line text={contact} label="Contact of the local officers" />
        <span>Ask for a visit about locks and lights.</span>
      </p>
    </div>
    <p className="fine">
      A police officer or community support officer will show you identification if you ask and will wait
      while you check it. They will never ask for money, bank cards or PINs.
    </p>
  </Sheet>
)
