import type { Generated } from "kysely";

/** The tables that the engines have in common. */
export interface Tables {
  generations: {
    generation: Generated<number>;
    view: string;
    version: number;
    active: Generated<number>;
    fault_position: string | null;
    fault_reason: string | null;
  };
  documents: { generation: number; key: string; stream: string; revision: number; doc: string };
  progress: { stream: string; revision: number };
  checkpoint: { only: number; position: string };
}
