// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

/** Mistakes that WebSocket transports make, each with the test that must find it. */
enum ToyFlaw {
  NONE(""),
  SUB_PROTOCOL_NOT_CHOSEN("required_t6_1_acceptorChoosesMsrpAndNoExtension"),
  ANY_OFFER_ACCEPTED("required_t6_1_acceptorRefusesOtherSubProtocols"),
  REFUSAL_NOT_TOLD("required_t6_1_acceptorRefusesOtherSubProtocols"),
  SUB_PROTOCOL_NOT_OFFERED("required_t6_1_connectorOffersMsrpAndNoExtension"),
  ANY_ANSWER_TAKEN("required_t6_1_connectorRefusesWhatItDidNotOffer"),
  INPUT_BEHIND_THE_HEAD_LOST("required_t2_4_framesThatComeWithTheAnswerAreDelivered"),
  TEXT_IGNORED("required_t6_2_textBinaryAndFragmentsAreMessages"),
  EACH_FRAGMENT_A_MESSAGE("required_t6_2_textBinaryAndFragmentsAreMessages"),
  WRITTEN_IN_FRAGMENTS("required_t6_2_oneWriteIsOneBinaryFrameMaskedByClientsOnly"),
  WRITTEN_AS_TEXT("required_t6_2_oneWriteIsOneBinaryFrameMaskedByClientsOnly"),
  NEVER_MASKED("required_t6_2_oneWriteIsOneBinaryFrameMaskedByClientsOnly"),
  MASKED_WITH_ONE_KEY("required_t6_2_oneWriteIsOneBinaryFrameMaskedByClientsOnly"),
  EMPTY_FRAME_SENT("required_t3_3_emptyWriteSendsNoFrame"),
  ANY_MASK_TAKEN("required_t6_3_forbiddenFrameClosesWith1002"),
  HUGE_CONTROL_TAKEN("required_t6_3_forbiddenFrameClosesWith1002"),
  VIOLATION_NOT_TOLD("required_t6_3_forbiddenFrameClosesWith1002"),
  PING_IGNORED("required_t2_6_pingIsAnsweredThoughNobodyReads"),
  PONG_WITHOUT_PAYLOAD("required_t2_6_pingIsAnsweredThoughNobodyReads"),
  LATER_PINGS_IGNORED("required_t2_6_pingsByThousandsHoldUpNobody"),
  CLOSE_NOT_ANSWERED("required_t4_3_peersOrderlyCodeIsAPeerClose"),
  EVERY_CODE_ORDERLY("required_t4_3_peersAccusationIsAViolation"),
  OTHER_CODES_ORDERLY("required_t4_3_peersOtherCodeIsAReset"),
  EVERY_END_ORDERLY("required_t4_3_endWithoutACloseFrameIsAReset"),
  RESET_ORDERLY("required_t4_3_socketResetIsAReset"),
  CLOSE_WITHOUT_CODE("required_t4_1_closeSends1000AndWaitsForTheAnswer"),
  CLOSE_WAITS_FOR_EVER("required_t4_1_unansweredCloseIsLocalAfterTheTimeout"),
  ABORT_SAYS_GOODBYE("required_t4_2_abortSendsNoCloseFrame"),
  FAILED_HANDLER_SAYS_GOODBYE("required_t4_3_handlerThatThrowsSendsNoCloseFrame"),
  SIZE_WITHOUT_BOUND("required_t4_3_messageBeyondTheBoundClosesWith1009"),
  FRAGMENTS_NOT_SUMMED("required_t4_3_messageBeyondTheBoundClosesWith1009");

  private final String test;

  ToyFlaw(String test) {
    this.test = test;
  }

  String test() {
    return test;
  }
}
