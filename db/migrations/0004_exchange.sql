CREATE TABLE `sync_bundle` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`direction` text NOT NULL,
	`sha` text NOT NULL,
	`desk` text NOT NULL,
	`desk_name` text NOT NULL,
	`file_name` text NOT NULL,
	`status` text NOT NULL,
	`at` integer NOT NULL,
	`report` text NOT NULL,
	`from_seq` integer NOT NULL,
	`to_seq` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `sync_bundle_id` ON `sync_bundle` (`id`);--> statement-breakpoint
CREATE INDEX `sync_bundle_sha` ON `sync_bundle` (`sha`);--> statement-breakpoint
CREATE TABLE `sync_checkpoint` (
	`writer` text NOT NULL,
	`n` integer NOT NULL,
	`sha` text NOT NULL,
	`sig` text NOT NULL,
	PRIMARY KEY(`writer`, `n`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `sync_conflict` (
	`tbl` text NOT NULL,
	`row` text NOT NULL,
	`register` text NOT NULL,
	PRIMARY KEY(`tbl`, `row`, `register`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `sync_statement` (
	`desk` text NOT NULL,
	`tip_w` text NOT NULL,
	`tip_n` integer NOT NULL,
	`frontier` text NOT NULL,
	`wants` text NOT NULL,
	`made` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`desk`, `tip_w`, `tip_n`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `sync_trust` (
	`desk` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`sign_key` text NOT NULL,
	`recipient` text NOT NULL,
	`trusted_at` integer NOT NULL,
	`trusted_by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `desk` (
	`id` text PRIMARY KEY NOT NULL,
	`deleted` integer DEFAULT 0 NOT NULL,
	`_h` text NOT NULL,
	`deskId` text,
	`name` text,
	`host` text,
	`signKey` text,
	`recipient` text,
	`retired` integer,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `desk_deskId` ON `desk` (`deskId`);