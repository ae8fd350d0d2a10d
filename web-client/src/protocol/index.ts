// Generated from the Rust types by `make gen`. Do not edit.
export type * from './AbortExercise';
export type * from './About';
export type * from './AcceptResponse';
export type * from './AckPolicy';
export type * from './AcknowledgeInject';
export type * from './AcknowledgeTest';
export type * from './ActionElement';
export type * from './ActionId';
export type * from './ActionItem';
export type * from './ActionStage';
export type * from './ActionStep';
export type * from './AddMselRows';
export type * from './Admission';
export type * from './Answer';
export type * from './AnswerClaim';
export type * from './AnswerClarification';
export type * from './AnswerFeedback';
export type * from './AnswerScoreView';
export type * from './ApproveDocument';
export type * from './ApproveExercise';
export type * from './ApproveReports';
export type * from './ApproveStatement';
export type * from './ArchiveCheck';
export type * from './ArchiveObstacle';
export type * from './AskControl';
export type * from './AskedFact';
export type * from './AssessmentItem';
export type * from './AssignAction';
export type * from './Attachment';
export type * from './BackupView';
export type * from './Bar';
export type * from './BarChart';
export type * from './BeginEvaluation';
export type * from './BeginInject';
export type * from './Behaviour';
export type * from './BehaviourKey';
export type * from './BehaviourSeen';
export type * from './BehaviourView';
export type * from './BeliefView';
export type * from './Bilingual';
export type * from './Bindings';
export type * from './BoardAction';
export type * from './BoardRecheck';
export type * from './Body';
export type * from './Bounds';
export type * from './BriefingItem';
export type * from './BulletinItem';
export type * from './By';
export type * from './CallDepartment';
export type * from './CallDeputy';
export type * from './CarriedAction';
export type * from './CarryOver';
export type * from './CellText';
export type * from './Channel';
export type * from './ChannelName';
export type * from './ChannelStart';
export type * from './CheckEntry';
export type * from './CheckItem';
export type * from './CheckKey';
export type * from './CheckResult';
export type * from './CheckView';
export type * from './Checklist';
export type * from './ChecklistItem';
export type * from './Choice';
export type * from './ChoiceValue';
export type * from './ClaimId';
export type * from './ClaimItem';
export type * from './ClarificationId';
export type * from './ClarificationItem';
export type * from './ClarificationView';
export type * from './ClientFrame';
export type * from './Clock';
export type * from './CloseDelivery';
export type * from './CloseExercise';
export type * from './CloseFeedback';
export type * from './Command';
export type * from './CommandId';
export type * from './CommandRecorded';
export type * from './CommentMsel';
export type * from './CommitmentId';
export type * from './CommitmentItem';
export type * from './CommitmentOutcome';
export type * from './CompleteDelivery';
export type * from './CompleteInject';
export type * from './Condition';
export type * from './ConductItem';
export type * from './ConfirmCommitment';
export type * from './ConfirmDelivery';
export type * from './ConfirmFact';
export type * from './ConfirmFeature';
export type * from './ConfirmReport';
export type * from './ConfirmResume';
export type * from './ConfirmSeen';
export type * from './ContradictionBinding';
export type * from './CorrectInject';
export type * from './CosignStatement';
export type * from './Cosigner';
export type * from './Day';
export type * from './Deadlines';
export type * from './DeclareEmergency';
export type * from './DeclineInject';
export type * from './DeferInject';
export type * from './DeliveryId';
export type * from './DeliveryItem';
export type * from './DeliveryStage';
export type * from './Department';
export type * from './DepartmentCode';
export type * from './DepartmentItem';
export type * from './DeputyCall';
export type * from './DisposeHeld';
export type * from './Document';
export type * from './DocumentBlock';
export type * from './DocumentColumn';
export type * from './DocumentDraft';
export type * from './DocumentKind';
export type * from './DocumentRow';
export type * from './DocumentSection';
export type * from './DocumentSource';
export type * from './DocumentTable';
export type * from './DraftBase';
export type * from './DraftChange';
export type * from './DraftChangeKind';
export type * from './DraftPart';
export type * from './DraftRow';
export type * from './DraftStatement';
export type * from './DuplicateScenario';
export type * from './Duty';
export type * from './EarlierFinding';
export type * from './EditInject';
export type * from './EditMselCells';
export type * from './EditSentence';
export type * from './EmergencyView';
export type * from './EndExercise';
export type * from './EntryId';
export type * from './EntryItem';
export type * from './EntryKind';
export type * from './Epoch';
export type * from './EquipmentBinding';
export type * from './ErasureView';
export type * from './Escalation';
export type * from './EscalationLevel';
export type * from './EscalationStep';
export type * from './EscalationView';
export type * from './EvaluationItem';
export type * from './EvaluatorRowItem';
export type * from './Evidence';
export type * from './EvidenceCommit';
export type * from './EvidenceKind';
export type * from './EvidenceLine';
export type * from './EvidencePage';
export type * from './ExerciseId';
export type * from './ExerciseItem';
export type * from './ExerciseStatus';
export type * from './ExerciseSummary';
export type * from './ExerciseTime';
export type * from './Fact';
export type * from './FactForm';
export type * from './FactItem';
export type * from './FactKey';
export type * from './FactReportId';
export type * from './FactValue';
export type * from './FaultId';
export type * from './FaultItem';
export type * from './FeatureAudience';
export type * from './FeatureEnd';
export type * from './FeatureId';
export type * from './FeatureItem';
export type * from './FeatureKind';
export type * from './FeedItem';
export type * from './FeedbackAnswer';
export type * from './FeedbackAudience';
export type * from './FeedbackCount';
export type * from './FeedbackForm';
export type * from './FeedbackFormItem';
export type * from './FeedbackItem';
export type * from './FeedbackQuestion';
export type * from './FeedbackResult';
export type * from './FeedbackText';
export type * from './FeedbackValue';
export type * from './FeedbackWithheld';
export type * from './FigureCheck';
export type * from './FigureVerdict';
export type * from './FiguresItem';
export type * from './FileHash';
export type * from './FindingId';
export type * from './FindingItem';
export type * from './FindingKind';
export type * from './FixFault';
export type * from './GestureId';
export type * from './GiveEvidence';
export type * from './GrantResource';
export type * from './GroundTruthItem';
export type * from './HandEdit';
export type * from './HandOverControl';
export type * from './HandOverResource';
export type * from './Heard';
export type * from './HeardFact';
export type * from './HeldChoice';
export type * from './HeldItem';
export type * from './HoldInject';
export type * from './ImportChange';
export type * from './ImportColumn';
export type * from './ImportCommit';
export type * from './ImportId';
export type * from './ImportNote';
export type * from './ImportOptions';
export type * from './ImportPreview';
export type * from './ImportRow';
export type * from './ImportRule';
export type * from './ImportSheet';
export type * from './Inject';
export type * from './InjectItem';
export type * from './InjectKind';
export type * from './InjectStatus';
export type * from './Item';
export type * from './ItemKey';
export type * from './JudgeCommitment';
export type * from './JumpClock';
export type * from './KeepScenario';
export type * from './Kiosk';
export type * from './KioskId';
export type * from './KioskKind';
export type * from './KioskLink';
export type * from './Label';
export type * from './Language';
export type * from './Latitude';
export type * from './LeadersTile';
export type * from './LetGoInject';
export type * from './LetterItem';
export type * from './LineItem';
export type * from './LintFact';
export type * from './LintFinding';
export type * from './LintPlace';
export type * from './LintReport';
export type * from './LintSeverity';
export type * from './LintSubject';
export type * from './LogReach';
export type * from './Longitude';
export type * from './Look';
export type * from './LookAnswer';
export type * from './Looking';
export type * from './LookingCell';
export type * from './MakeCommitment';
export type * from './MarkBehaviour';
export type * from './MarkEvent';
export type * from './MarkName';
export type * from './MarkRecheck';
export type * from './MarkRef';
export type * from './MarkStaged';
export type * from './MarkStart';
export type * from './MarkTask';
export type * from './MateItem';
export type * from './Measure';
export type * from './MeasureCode';
export type * from './MeasurePart';
export type * from './MeasureUnit';
export type * from './MessageId';
export type * from './MessageItem';
export type * from './MissingSeat';
export type * from './MoveAction';
export type * from './MoveMselRows';
export type * from './MoveResource';
export type * from './MselCell';
export type * from './MselCellChange';
export type * from './MselChange';
export type * from './MselCommentId';
export type * from './MselCommentItem';
export type * from './MselDifference';
export type * from './MselEdit';
export type * from './MselFault';
export type * from './MselField';
export type * from './MselInput';
export type * from './MselItem';
export type * from './MselLost';
export type * from './MselPart';
export type * from './MselPartName';
export type * from './MselPartsItem';
export type * from './MselPlace';
export type * from './MselPreview';
export type * from './MselRowFault';
export type * from './MselRowId';
export type * from './MselRowItem';
export type * from './MselValue';
export type * from './MselVersion';
export type * from './NewExercise';
export type * from './NewKiosk';
export type * from './NewMselRow';
export type * from './NewSnippet';
export type * from './Noted';
export type * from './NoticePost';
export type * from './NudgeInject';
export type * from './ObjectToStatement';
export type * from './Objective';
export type * from './ObjectiveId';
export type * from './ObjectiveRatingItem';
export type * from './ObjectiveView';
export type * from './ObservationId';
export type * from './ObservationItem';
export type * from './ObservationKind';
export type * from './OpenAction';
export type * from './OpenReconciliation';
export type * from './OpenStandby';
export type * from './OwnRollItem';
export type * from './OwnTestItem';
export type * from './Party';
export type * from './PassFault';
export type * from './PauseExercise';
export type * from './PauseReason';
export type * from './PauseView';
export type * from './PersonErased';
export type * from './PersonId';
export type * from './PersonName';
export type * from './PersonView';
export type * from './Phase';
export type * from './PhaseId';
export type * from './PhaseView';
export type * from './PictureItem';
export type * from './Place';
export type * from './PlaceAudience';
export type * from './PlaceItem';
export type * from './PlaceKey';
export type * from './PlaceKind';
export type * from './PlanItem';
export type * from './PlanText';
export type * from './PlayerSeat';
export type * from './PlayersTile';
export type * from './Position';
export type * from './Post';
export type * from './PostCheck';
export type * from './PostFinding';
export type * from './PostId';
export type * from './PostItem';
export type * from './PostKind';
export type * from './PostNotice';
export type * from './Presence';
export type * from './PresenceFrame';
export type * from './Problem';
export type * from './ProblemArea';
export type * from './ProblemCode';
export type * from './Progress';
export type * from './PublishObservation';
export type * from './PublishStatement';
export type * from './PublishedItem';
export type * from './PutDraft';
export type * from './PutFeature';
export type * from './PutMselPart';
export type * from './QuestionKey';
export type * from './Questionnaire';
export type * from './QuotedFigure';
export type * from './RateObjective';
export type * from './RateTask';
export type * from './Rating';
export type * from './RatingView';
export type * from './ReachAnchor';
export type * from './ReachCause';
export type * from './ReachCurve';
export type * from './ReadBackClaim';
export type * from './Readiness';
export type * from './RecallInject';
export type * from './Receipt';
export type * from './ReceiptPage';
export type * from './RecheckId';
export type * from './RecheckItem';
export type * from './RecheckMark';
export type * from './RecheckOutcome';
export type * from './RecheckResult';
export type * from './Recipient';
export type * from './RecordClaim';
export type * from './RecordFinding';
export type * from './RecordObservation';
export type * from './RecordReceipt';
export type * from './RefuseResource';
export type * from './RehearsalReport';
export type * from './RehearsalRequest';
export type * from './RehearsalStop';
export type * from './RehearsedBranch';
export type * from './RehearsedDuty';
export type * from './RehearsedList';
export type * from './RehearsedLoad';
export type * from './RehearsedNever';
export type * from './RehearsedRow';
export type * from './RelayBinding';
export type * from './RelayFactView';
export type * from './RelayHopView';
export type * from './RelayItem';
export type * from './RelaySource';
export type * from './RelayWriting';
export type * from './ReleaseInject';
export type * from './ReleaseMode';
export type * from './ReleaseSeat';
export type * from './Remark';
export type * from './RemoveFeature';
export type * from './RemoveMselPart';
export type * from './RemoveMselRows';
export type * from './Replay';
export type * from './ReplayChange';
export type * from './ReplayStep';
export type * from './ReportCheck';
export type * from './ReportDeparture';
export type * from './ReportFact';
export type * from './ReportFault';
export type * from './ReportId';
export type * from './ReportItem';
export type * from './ReportKind';
export type * from './ReportedFact';
export type * from './RequestResource';
export type * from './RequestStage';
export type * from './Resource';
export type * from './ResourceChangeView';
export type * from './ResourceItem';
export type * from './ResourceKey';
export type * from './ResourceKind';
export type * from './ResourceRequestId';
export type * from './ResourceRequestItem';
export type * from './ResourceState';
export type * from './RespondInject';
export type * from './ResponseForm';
export type * from './RestartExercise';
export type * from './RestoreInject';
export type * from './RestoreMselRows';
export type * from './RestoreSentence';
export type * from './Resume';
export type * from './ResumeExercise';
export type * from './RetireInject';
export type * from './ReturnResource';
export type * from './ReturnResponse';
export type * from './ReturnStatement';
export type * from './ReturnToDraft';
export type * from './ReviseStatement';
export type * from './RobotDeed';
export type * from './RobotLine';
export type * from './Role';
export type * from './RoleCard';
export type * from './RollCallItem';
export type * from './RollCount';
export type * from './RollTileItem';
export type * from './RollWord';
export type * from './RoomDepartment';
export type * from './RoomDoor';
export type * from './RowCounts';
export type * from './RowEvent';
export type * from './RowId';
export type * from './RowItem';
export type * from './RowOrigin';
export type * from './RumourBinding';
export type * from './Rung';
export type * from './SavedBy';
export type * from './Scale';
export type * from './Scenario';
export type * from './ScenarioId';
export type * from './ScenarioLabels';
export type * from './ScenarioSummary';
export type * from './ScenarioVersion';
export type * from './ScoreAnswer';
export type * from './SeatCard';
export type * from './SeatCards';
export type * from './SeatCode';
export type * from './SeatCounts';
export type * from './SeatItem';
export type * from './SeatPresence';
export type * from './SeatTaking';
export type * from './SeatView';
export type * from './Seconds';
export type * from './SectionBinding';
export type * from './SendAdHoc';
export type * from './SendMessage';
export type * from './Sentence';
export type * from './SentenceNature';
export type * from './SentenceOrigin';
export type * from './ServerFrame';
export type * from './Session';
export type * from './SetRate';
export type * from './SetResource';
export type * from './SetTruth';
export type * from './Settings';
export type * from './SettleCommitment';
export type * from './SettleMselComment';
export type * from './SettleTask';
export type * from './Shape';
export type * from './SharedNoteItem';
export type * from './ShiftAll';
export type * from './Sighting';
export type * from './SignIn';
export type * from './Site';
export type * from './SiteItem';
export type * from './SitePlan';
export type * from './SitePlanView';
export type * from './SkipInject';
export type * from './Snippet';
export type * from './SnippetId';
export type * from './Spot';
export type * from './StaffGroup';
export type * from './StaffRollItem';
export type * from './StaffSeat';
export type * from './StaffTileItem';
export type * from './Staging';
export type * from './Stamp';
export type * from './StarId';
export type * from './StarItem';
export type * from './StarMoment';
export type * from './Start';
export type * from './StartExercise';
export type * from './StatementGate';
export type * from './StatementId';
export type * from './StatementItem';
export type * from './StatementStage';
export type * from './StepOffer';
export type * from './StepTaken';
export type * from './StoredFile';
export type * from './Subject';
export type * from './SubjectKind';
export type * from './SubmitCommand';
export type * from './SubmitForReview';
export type * from './SubmitReport';
export type * from './SubstituteFor';
export type * from './Tag';
export type * from './TakeBackAcknowledgement';
export type * from './TakeControl';
export type * from './TakeRecheck';
export type * from './Targets';
export type * from './Task';
export type * from './TaskId';
export type * from './TaskItem';
export type * from './TaskMark';
export type * from './TaskMarkView';
export type * from './TaskOutcome';
export type * from './TemplateUse';
export type * from './TickChecklist';
export type * from './TickRelay';
export type * from './Timestamp';
export type * from './Title';
export type * from './Truth';
export type * from './TruthView';
export type * from './UndoAdHoc';
export type * from './UndoEnd';
export type * from './UnstarMoment';
export type * from './Upsert';
export type * from './UseSupply';
export type * from './VerifyPost';
export type * from './VersionNote';
export type * from './Via';
export type * from './Waiting';
export type * from './WaitingId';
export type * from './WaitingRoom';
export type * from './WallFactItem';
export type * from './WallFaultItem';
export type * from './WallFeatureItem';
export type * from './WallKind';
export type * from './WallSighting';
export type * from './WithdrawFact';
export type * from './WithdrawFinding';
export type * from './WithdrawResourceRequest';
export type * from './WithdrawStatement';
export type * from './WriteLog';
export type * from './WritePost';
export type * from './WrittenItem';
export type * from './You';

export const SUBPROTOCOL = "startex.v1";
export const FRAME_BYTES_MAX = 65536;
export const RECEIPTS_MAX = 256;

/** Close codes: `retry` tells whether to come back without being asked. */
export const CLOSE = {
  restarting: { code: 4000, retry: true },
  silent: { code: 4001, retry: true },
  slow: { code: 4008, retry: true },
  superseded: { code: 4409, retry: false },
  flooding: { code: 4029, retry: true },
  reloading: { code: 4010, retry: true },
  no_hello: { code: 4405, retry: false },
  bad_frame: { code: 4400, retry: false },
  signed_out: { code: 4401, retry: false },
  seat_changed: { code: 4012, retry: true },
  gone: { code: 4404, retry: false },
  version: { code: 4406, retry: false },
} as const;

export const COMMANDS = [
  'submit_for_review',
  'approve_exercise',
  'return_to_draft',
  'open_standby',
  'start_exercise',
  'pause_exercise',
  'resume_exercise',
  'end_exercise',
  'undo_end',
  'abort_exercise',
  'restart_exercise',
  'begin_evaluation',
  'approve_reports',
  'close_exercise',
  'take_control',
  'hand_over_control',
  'set_rate',
  'jump_clock',
  'release_inject',
  'mark_staged',
  'hold_inject',
  'let_go_inject',
  'skip_inject',
  'restore_inject',
  'defer_inject',
  'shift_all',
  'recall_inject',
  'correct_inject',
  'send_ad_hoc',
  'undo_ad_hoc',
  'complete_inject',
  'retire_inject',
  'edit_inject',
  'dispose_held',
  'record_receipt',
  'nudge_inject',
  'return_response',
  'accept_response',
  'close_delivery',
  'answer_clarification',
  'confirm_delivery',
  'confirm_seen',
  'acknowledge_inject',
  'take_back_acknowledgement',
  'begin_inject',
  'respond_inject',
  'complete_delivery',
  'ask_control',
  'decline_inject',
  'mark_task',
  'send_message',
  'submit_report',
  'confirm_report',
  'write_log',
  'report_fact',
  'withdraw_fact',
  'confirm_fact',
  'set_truth',
  'record_claim',
  'read_back_claim',
  'answer_claim',
  'make_commitment',
  'confirm_commitment',
  'settle_commitment',
  'judge_commitment',
  'report_check',
  'acknowledge_test',
  'call_department',
  'tick_relay',
  'put_feature',
  'remove_feature',
  'confirm_feature',
  'call_deputy',
  'write_post',
  'log_reach',
  'notice_post',
  'verify_post',
  'draft_statement',
  'revise_statement',
  'cosign_statement',
  'object_to_statement',
  'return_statement',
  'approve_statement',
  'publish_statement',
  'withdraw_statement',
  'release_seat',
  'declare_emergency',
  'confirm_resume',
  'record_observation',
  'rate_task',
  'mark_behaviour',
  'score_answer',
  'open_reconciliation',
  'settle_task',
  'publish_observation',
  'record_finding',
  'withdraw_finding',
  'star_moment',
  'unstar_moment',
  'open_action',
  'assign_action',
  'move_action',
  'mark_recheck',
  'edit_sentence',
  'restore_sentence',
  'give_evidence',
  'put_draft',
  'approve_document',
  'answer_feedback',
  'close_feedback',
  'rate_objective',
  'move_resource',
  'use_supply',
  'report_fault',
  'pass_fault',
  'fix_fault',
  'tick_checklist',
  'report_departure',
  'request_resource',
  'grant_resource',
  'withdraw_resource_request',
  'refuse_resource',
  'hand_over_resource',
  'return_resource',
  'set_resource',
  'add_msel_rows',
  'edit_msel_cells',
  'remove_msel_rows',
  'restore_msel_rows',
  'move_msel_rows',
  'put_msel_part',
  'remove_msel_part',
  'comment_msel',
  'settle_msel_comment',
] as const;

export const PROBLEM_CODES = [
  'malformed',
  'too_large',
  'binary_frame',
  'unexpected_frame',
  'rate_limited',
  'wrong_origin',
  'wrong_media_type',
  'not_found',
  'method_not_allowed',
  'unauthenticated',
  'wrong_credentials',
  'locked_out',
  'card_bound',
  'seat_taken',
  'waiting_room_full',
  'already_set_up',
  'weak_password',
  'not_allowed',
  'wrong_status',
  'wrong_seat',
  'command_id_reused',
  'emergency_active',
  'unknown',
  'wrong_row_status',
  'wrong_stage',
  'already_done',
  'changed_since',
  'too_late',
  'too_soon',
  'does_not_fit_form',
  'not_the_decider',
  'not_the_named_seat',
  'out_of_range',
  'incomplete',
  'second_person_needed',
  'full',
  'bad_scenario',
  'bad_package',
  'bad_archive',
  'bad_sheet',
  'sheet_too_large',
  'sheet_unsafe',
  'sheet_locked',
  'import_gone',
  'storage_failed',
  'storage_full',
  'outcome_unknown',
  'busy',
  'internal',
  'no_pdf',
] as const;

export const ROLES = [
  'DIR',
  'LC',
  'CTL',
  'SIM',
  'ACT',
  'SAF',
  'PLY',
  'EVA',
  'LEV',
  'OBS',
  'WALL',
  'PLN',
] as const;

export const EXERCISE_STATUSES = [
  'draft',
  'review',
  'approved',
  'standby',
  'running',
  'paused',
  'ended',
  'evaluating',
  'reported',
  'closed',
  'aborted',
] as const;

export const INJECT_STATUSES = [
  'scheduled',
  'armed',
  'held',
  'released',
  'complete',
  'missed',
  'skipped',
  'recalled',
  'not_played',
  'obsolete',
] as const;

export const DELIVERY_STAGES = [
  'queued',
  'sent',
  'delivered',
  'seen',
  'acknowledged',
  'in_progress',
  'responded',
  'completed',
  'accepted',
  'closed',
  'recalled',
  'cancelled',
] as const;
