import gossipService from "@eventstore/db-client/generated/gossip_grpc_pb.js";
import gossip from "@eventstore/db-client/generated/gossip_pb.js";
import type { ClusterInfo } from "@eventstore/db-client/generated/gossip_pb.js";
import featuresService from "@eventstore/db-client/generated/serverfeatures_grpc_pb.js";
import features from "@eventstore/db-client/generated/serverfeatures_pb.js";
import type { SupportedMethods } from "@eventstore/db-client/generated/serverfeatures_pb.js";
import shared from "@eventstore/db-client/generated/shared_pb.js";
import streamsService from "@eventstore/db-client/generated/streams_grpc_pb.js";
import type { AppendReq, AppendResp } from "@eventstore/db-client/generated/streams_pb.js";
import { Server, ServerCredentials, type sendUnaryData, type ServerReadableStream, type ServerUnaryCall } from "@grpc/grpc-js";
import { Faults } from "./faults.ts";
import { EventLog } from "./log.ts";
import { Streams } from "./streams.ts";

const VERSION = "23.10.0.0";
const LARGEST_CALL = 17 * 1024 * 1024;

/** The gRPC server: one node that is the leader of its cluster. */
export class EventStoreDbServer {
  readonly faults = new Faults();
  readonly #streams = new Streams(new EventLog(), this.faults);
  readonly #server = new Server({ "grpc.max_receive_message_length": LARGEST_CALL });
  #port = 0;

  constructor() {
    const streams = this.#streams;
    this.#server.addService(streamsService.StreamsService, {
      append: (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) =>
        void streams.append(call).then((response) => answer(null, response), answer),
      batchAppend: streams.batchAppend.bind(streams),
      read: streams.read.bind(streams),
    });
    this.#server.addService(featuresService.ServerFeaturesService, {
      getSupportedMethods: (_call: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<SupportedMethods>) =>
        answer(null, supportedMethods()),
    });
    this.#server.addService(gossipService.GossipService, {
      read: (_call: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<ClusterInfo>) => answer(null, clusterOfOne(this.#port)),
    });
  }

  /** Listens on a free port of the loopback address and returns it. */
  async listen(): Promise<number> {
    this.#port = await new Promise((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => (error ? reject(error) : resolve(port)));
    });
    return this.#port;
  }

  dropSubscriptions(): void {
    this.#streams.dropSubscriptions();
  }
}

function supportedMethods(): SupportedMethods {
  const supported = new features.SupportedMethods().setEventStoreServerVersion(VERSION);
  for (const name of ["read", "append", "batchappend"]) {
    supported.addMethods(
      new features.SupportedMethod().setServiceName("event_store.client.streams.streams").setMethodName(name).setFeaturesList([]),
    );
  }
  return supported;
}

function clusterOfOne(port: number): ClusterInfo {
  const leader = new gossip.MemberInfo()
    .setInstanceId(new shared.UUID().setString(crypto.randomUUID()))
    .setTimeStamp("0")
    .setIsAlive(true)
    .setState(gossip.MemberInfo.VNodeState.LEADER)
    .setHttpEndPoint(new gossip.EndPoint().setAddress("127.0.0.1").setPort(port));
  return new gossip.ClusterInfo().setMembersList([leader]);
}
